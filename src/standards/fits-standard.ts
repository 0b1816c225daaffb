// @ts-nocheck
/** Whether a value has the shape of a standard. Made from standard-schema.ts by `npm run schemas`; do not edit. */
const PATTERN_1 = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;
const PATTERN_2 = /\S/;
const PATTERN_3 = /^[1-9][0-9]{0,3}:[1-9][0-9]{0,3}$/;
const PATTERN_4 = /^2[01][0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/;

function fitsStandardNotCovered(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!((typeof entry === "string") && PATTERN_2.test(entry) && entry.length <= 1000)) return false;
  }
  return true;
}

function fitsStandardRoles(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  for (const key in value) {
    const member = value[key];
    if (key !== "__proto__" && !(Number.isFinite(member) && member >= 0 && member <= 1)) return false;
  }
  return true;
}

function fitsStandardKindsMember(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.title;
  if (member !== undefined) {
    if (!((typeof member === "string") && member.length >= 1 && member.length <= 200)) return false;
    known++;
  }
  member = value.ratio;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_3.test(member))) return false;
    known++;
  }
  member = value.per;
  if (member !== undefined) {
    if (!(member === "patients" || member === "couples")) return false;
    known++;
  }
  member = value.maxPatients;
  if (member !== undefined) {
    if (!(Number.isSafeInteger(member) && member >= 1 && member <= 9999)) return false;
    known++;
  }
  member = value.maxCouples;
  if (member !== undefined) {
    if (!(Number.isSafeInteger(member) && member >= 1 && member <= 9999)) return false;
    known++;
  }
  member = value.minClinicians;
  if (member !== undefined) {
    if (!(Number.isSafeInteger(member) && member >= 1 && member <= 9999)) return false;
    known++;
  }
  member = value.couples;
  if (member !== undefined) {
    if (!(typeof member === "boolean")) return false;
    known++;
  }
  member = value.source;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_2.test(member) && member.length <= 1000)) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}

function fitsStandardKinds(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  for (const key in value) {
    const member = value[key];
    if (key !== "__proto__" && !fitsStandardKindsMember(member)) return false;
  }
  return true;
}

function fitsStandardCaseload(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.counselor;
  if (member !== undefined) {
    if (!(Number.isSafeInteger(member) && member >= 1 && member <= 9999)) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}

function fitsStandardWeeklyHours(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.min;
  if (member !== undefined) {
    if (!(Number.isSafeInteger(member) && member >= 1 && member <= 168)) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}

function fitsStandardRules(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  for (const key in value) {
    const member = value[key];
    if (key !== "__proto__" && !(member === "error" || member === "warning" || member === "note" || member === "off")) return false;
  }
  return true;
}

function fitsStandardWaiversEntry(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.rule;
  if (member !== undefined) {
    if (!((typeof member === "string") && member.length >= 1 && member.length <= 200)) return false;
    known++;
  } else return false;
  member = value.session;
  if (member !== undefined) {
    if (!(((typeof member === "string") && member.length >= 1 && member.length <= 200) || Number.isFinite(member) || (typeof member === "boolean"))) return false;
    known++;
  }
  member = value.upTo;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_3.test(member))) return false;
    known++;
  }
  member = value.until;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_4.test(member))) return false;
    known++;
  }
  member = value.reason;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_2.test(member) && member.length <= 1000)) return false;
    known++;
  } else return false;
  member = value.approvedBy;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_2.test(member) && member.length <= 1000)) return false;
    known++;
  } else return false;
  for (const _ in value) known--;
  return known === 0;
}

function fitsStandardWaivers(value) {
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) {
    const entry = value[i];
    if (!fitsStandardWaiversEntry(entry)) return false;
  }
  return true;
}

export function fitsStandard(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  let known = 0;
  let member;
  member = value.$schema;
  if (member !== undefined) {
    if (!((typeof member === "string") && member.length >= 1 && member.length <= 200)) return false;
    known++;
  }
  member = value.name;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_1.test(member))) return false;
    known++;
  } else return false;
  member = value.title;
  if (member !== undefined) {
    if (!((typeof member === "string") && member.length >= 1 && member.length <= 200)) return false;
    known++;
  }
  member = value.source;
  if (member !== undefined) {
    if (!((typeof member === "string") && PATTERN_2.test(member) && member.length <= 1000)) return false;
    known++;
  }
  member = value.basis;
  if (member !== undefined) {
    if (!(member === "published-benchmark" || member === "statute" || member === "payer" || member === "own")) return false;
    known++;
  }
  member = value.date;
  if (member !== undefined) {
    if (!((typeof member === "string") && member.length >= 1 && member.length <= 200)) return false;
    known++;
  }
  member = value.notCovered;
  if (member !== undefined) {
    if (!fitsStandardNotCovered(member)) return false;
    known++;
  }
  member = value.extends;
  if (member !== undefined) {
    if (!((typeof member === "string") && member.length >= 1 && member.length <= 200)) return false;
    known++;
  }
  member = value.roles;
  if (member !== undefined) {
    if (!fitsStandardRoles(member)) return false;
    known++;
  }
  member = value.kinds;
  if (member !== undefined) {
    if (!fitsStandardKinds(member)) return false;
    known++;
  }
  member = value.caseload;
  if (member !== undefined) {
    if (!fitsStandardCaseload(member)) return false;
    known++;
  }
  member = value.weeklyHours;
  if (member !== undefined) {
    if (!fitsStandardWeeklyHours(member)) return false;
    known++;
  }
  member = value.rules;
  if (member !== undefined) {
    if (!fitsStandardRules(member)) return false;
    known++;
  }
  member = value.waivers;
  if (member !== undefined) {
    if (!fitsStandardWaivers(member)) return false;
    known++;
  }
  for (const _ in value) known--;
  return known === 0;
}
