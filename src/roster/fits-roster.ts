// @ts-nocheck
/** Whether a value has the shape of a roster. Made from roster-file.ts by `npm run schemas`; do not edit. */
const PATTERN_1 = /^[1-9][0-9]{0,3}:[1-9][0-9]{0,3}$/;
const PATTERN_2 = /^2[01][0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/;
const PATTERN_3 = /^[A-Z]{2}$/;
const PATTERN_4 = /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:[01][0-9]|2[0-3]):[0-5][0-9]|2[01][0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::00)?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?)$/;
const PATTERN_5 = /^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:[01][0-9]|2[0-3]):[0-5][0-9]|2[01][0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::00)?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?)$/;

function fitsRosterProgramBOffers(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!(entry === "ppo" || entry === "screen-reader" || entry === "flexible-scheduling" || entry === "pet-friendly")) return false;
  }
  return true;
}

function fitsRosterProgramBPublishedRatios(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  for (const key in value) {
    const member = value[key];
    if (key !== "__proto__" && !((typeof member === "string") && PATTERN_1.test(member))) return false;
  }
  return true;
}

function fitsRosterProgramB(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.name;
  if (member !== undefined) {
    if (!((typeof member === "string") && member.length >= 1 && member.length <= 200)) return false;
    known++;
  } else return false;
  member = value.offers;
  if (member !== undefined) {
    if (!fitsRosterProgramBOffers(member)) return false;
    known++;
  }
  member = value.publishedRatios;
  if (member !== undefined) {
    if (!fitsRosterProgramBPublishedRatios(member)) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}

function fitsRosterStandard(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!((typeof entry === "string") && entry.length >= 1 && entry.length <= 200)) return false;
  }
  return true;
}

function fitsRosterCliniciansEntryRoles(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!((typeof entry === "string") && entry.length >= 1 && entry.length <= 200)) return false;
  }
  return true;
}

function fitsRosterCliniciansEntryModalities(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!((typeof entry === "string") && entry.length >= 1 && entry.length <= 200)) return false;
  }
  return true;
}

function fitsRosterCliniciansEntryLicensedIn(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!((typeof entry === "string") && PATTERN_3.test(entry))) return false;
  }
  return true;
}

function fitsRosterCliniciansEntryAwayEntry(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.start;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_4.test(member))) return false;
    known++;
  } else return false;
  member = value.end;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_5.test(member))) return false;
    known++;
  } else return false;
  for (const _ in value) known--;
  return known === 0;
}

function fitsRosterCliniciansEntryAway(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!fitsRosterCliniciansEntryAwayEntry(entry)) return false;
  }
  return true;
}

function fitsRosterCliniciansEntry(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.id;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || Number.isFinite(member) || (typeof member === "boolean"))) return false;
    known++;
  } else return false;
  member = value.roles;
  if (member !== undefined) {
    if (!fitsRosterCliniciansEntryRoles(member)) return false;
    known++;
  } else return false;
  member = value.modalities;
  if (member !== undefined) {
    if (!fitsRosterCliniciansEntryModalities(member)) return false;
    known++;
  }
  member = value.licensedIn;
  if (member !== undefined) {
    if (!fitsRosterCliniciansEntryLicensedIn(member)) return false;
    known++;
  }
  member = value.away;
  if (member !== undefined) {
    if (!fitsRosterCliniciansEntryAway(member)) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}

function fitsRosterClinicians(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!fitsRosterCliniciansEntry(entry)) return false;
  }
  return true;
}

function fitsRosterPatientsEntryCoverage(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.plan;
  if (member !== undefined) {
    if (!((typeof member === "string") && member.length >= 1 && member.length <= 200)) return false;
    known++;
  }
  member = value.telehealthVerified;
  if (member !== undefined) {
    if (!(typeof member === "boolean")) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}

function fitsRosterPatientsEntry(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.id;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || Number.isFinite(member) || (typeof member === "boolean"))) return false;
    known++;
  } else return false;
  member = value.counselor;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || Number.isFinite(member) || (typeof member === "boolean"))) return false;
    known++;
  }
  member = value.state;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_3.test(member))) return false;
    known++;
  }
  member = value.coverage;
  if (member !== undefined) {
    if (!fitsRosterPatientsEntryCoverage(member)) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}

function fitsRosterPatients(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!fitsRosterPatientsEntry(entry)) return false;
  }
  return true;
}

function fitsRosterCouplesEntryPartners(value) {
  if (!Array.isArray(value) || !(value.length === 2)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!(((typeof entry === "string") && entry.length >= 1 && entry.length <= 200) || Number.isFinite(entry) || (typeof entry === "boolean"))) return false;
  }
  return true;
}

function fitsRosterCouplesEntry(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.id;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || Number.isFinite(member) || (typeof member === "boolean"))) return false;
    known++;
  } else return false;
  member = value.partners;
  if (member !== undefined) {
    if (!fitsRosterCouplesEntryPartners(member)) return false;
    known++;
  } else return false;
  for (const _ in value) known--;
  return known === 0;
}

function fitsRosterCouples(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!fitsRosterCouplesEntry(entry)) return false;
  }
  return true;
}

function fitsRosterSessionsEntryCliniciansEntryB(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.id;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || Number.isFinite(member) || (typeof member === "boolean"))) return false;
    known++;
  } else return false;
  member = value.from;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_5.test(member))) return false;
    known++;
  }
  member = value.until;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_5.test(member))) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}

function fitsRosterSessionsEntryClinicians(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!((((typeof entry === "string") && entry.length >= 1 && entry.length <= 200) || Number.isFinite(entry) || (typeof entry === "boolean")) || fitsRosterSessionsEntryCliniciansEntryB(entry))) return false;
  }
  return true;
}

function fitsRosterSessionsEntryPatientsAEntryB(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.id;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || Number.isFinite(member) || (typeof member === "boolean"))) return false;
    known++;
  } else return false;
  member = value.from;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_5.test(member))) return false;
    known++;
  }
  member = value.until;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_5.test(member))) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}

function fitsRosterSessionsEntryPatientsA(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!((((typeof entry === "string") && entry.length >= 1 && entry.length <= 200) || Number.isFinite(entry) || (typeof entry === "boolean")) || fitsRosterSessionsEntryPatientsAEntryB(entry))) return false;
  }
  return true;
}

function fitsRosterSessionsEntryCouplesAEntryB(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.id;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || Number.isFinite(member) || (typeof member === "boolean"))) return false;
    known++;
  } else return false;
  member = value.from;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_5.test(member))) return false;
    known++;
  }
  member = value.until;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_5.test(member))) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}

function fitsRosterSessionsEntryCouplesA(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!((((typeof entry === "string") && entry.length >= 1 && entry.length <= 200) || Number.isFinite(entry) || (typeof entry === "boolean")) || fitsRosterSessionsEntryCouplesAEntryB(entry))) return false;
  }
  return true;
}

function fitsRosterSessionsEntry(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.id;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || Number.isFinite(member) || (typeof member === "boolean"))) return false;
    known++;
  } else return false;
  member = value.kind;
  if (member !== undefined) {
    if (!((typeof member === "string") && member.length >= 1 && member.length <= 200)) return false;
    known++;
  } else return false;
  member = value.start;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_4.test(member))) return false;
    known++;
  } else return false;
  member = value.minutes;
  if (member !== undefined) {
    if (!(Number.isSafeInteger(member) && member >= 1 && member <= 527040)) return false;
    known++;
  }
  member = value.end;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_5.test(member))) return false;
    known++;
  }
  member = value.clinicians;
  if (member !== undefined) {
    if (!fitsRosterSessionsEntryClinicians(member)) return false;
    known++;
  }
  member = value.patients;
  if (member !== undefined) {
    if (!(fitsRosterSessionsEntryPatientsA(member) || (Number.isSafeInteger(member) && member >= 0 && member <= 1000000))) return false;
    known++;
  }
  member = value.couples;
  if (member !== undefined) {
    if (!(fitsRosterSessionsEntryCouplesA(member) || (Number.isSafeInteger(member) && member >= 0 && member <= 1000000))) return false;
    known++;
  }
  member = value.cpt;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || Number.isFinite(member))) return false;
    known++;
  }
  member = value.status;
  if (member !== undefined) {
    if (!(member === "scheduled" || member === "cancelled")) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}

function fitsRosterSessions(value) {
  if (!Array.isArray(value) || !(value.length >= 1)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!fitsRosterSessionsEntry(entry)) return false;
  }
  return true;
}

function fitsRosterOnCallEntry(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.clinician;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || Number.isFinite(member) || (typeof member === "boolean"))) return false;
    known++;
  } else return false;
  member = value.start;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_4.test(member))) return false;
    known++;
  } else return false;
  member = value.end;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_5.test(member))) return false;
    known++;
  } else return false;
  for (const _ in value) known--;
  return known === 0;
}

function fitsRosterOnCall(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!fitsRosterOnCallEntry(entry)) return false;
  }
  return true;
}

export function fitsRoster(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.$schema;
  if (member !== undefined) {
    if (!((typeof member === "string") && member.length >= 1 && member.length <= 200)) return false;
    known++;
  }
  member = value.program;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || fitsRosterProgramB(member))) return false;
    known++;
  }
  member = value.timezone;
  if (member !== undefined) {
    if (!((typeof member === "string") && member.length >= 1 && member.length <= 200)) return false;
    known++;
  }
  member = value.week;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_2.test(member))) return false;
    known++;
  }
  member = value.standard;
  if (member !== undefined) {
    if (!fitsRosterStandard(member)) return false;
    known++;
  }
  member = value.clinicians;
  if (member !== undefined) {
    if (!fitsRosterClinicians(member)) return false;
    known++;
  }
  member = value.patients;
  if (member !== undefined) {
    if (!fitsRosterPatients(member)) return false;
    known++;
  }
  member = value.couples;
  if (member !== undefined) {
    if (!fitsRosterCouples(member)) return false;
    known++;
  }
  member = value.sessions;
  if (member !== undefined) {
    if (!fitsRosterSessions(member)) return false;
    known++;
  } else return false;
  member = value.onCall;
  if (member !== undefined) {
    if (!fitsRosterOnCall(member)) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}
