/**
 * The headings that are recognized without a mapping: those of systems whose exports were seen, each with its evidence, and general
 * ones. Only these headings may be shown. Headings of Kipu, TheraNest, Valant and athenahealth were not seen, so they are not here.
 */
import type { ColumnRole, RowShape } from "./mapping.ts";

export type NamedColumns = Readonly<Partial<Record<ColumnRole, string | readonly string[]>>>;

/** An export of a system. */
interface KnownExport {
  /** `SimplePractice appointment status report`. */
  readonly name: string;
  /** Where its headings were seen. */
  readonly evidence: string;
  /** What the export does not say. */
  readonly lacks: string;
  /** What to do where the export lacks clinicians. */
  readonly instead?: string;
  readonly rows: RowShape;
  /** The headings by which it is recognized: all of them are there. */
  readonly signature: readonly string[];
  /** What its columns hold. Those that are not in the signature may be missing. */
  readonly columns: NamedColumns;
}

const REPOSITORIES = "exports in tests of public repositories that read them";

export const KNOWN_EXPORTS: readonly KnownExport[] = [
  {
    name: "SimplePractice appointment status report",
    evidence: REPOSITORIES,
    lacks: "ends, statuses of appointments and groups; two columns are called Charge, Paid and Unpaid",
    rows: "attendee",
    signature: ["Date of Service", "Client", "Clinician", "Billing Code", "Client Payment Status"],
    columns: { start: "Date of Service", patient: "Client", clinician: "Clinician", cpt: "Billing Code" },
  },
  {
    name: "SimplePractice client attendance report",
    evidence: REPOSITORIES,
    lacks: "times of day, so it makes no sessions; the first row below the headings is a summary",
    rows: "attendee",
    signature: ["client_name", "clinician_name", "date_of_service", "status"],
    columns: { date: "date_of_service", patient: "client_name", clinician: "clinician_name", status: "status" },
  },
  {
    name: "SimplePractice client details report",
    evidence: REPOSITORIES,
    lacks: "partners of couples",
    rows: "people",
    signature: ["Client", "Client type", "Primary clinician"],
    columns: { patient: "Client", counselor: "Primary clinician", state: "State" },
  },
  {
    name: "TherapyNotes billing transactions",
    evidence: REPOSITORIES,
    lacks: "ends, statuses and groups; the date is a serial number with a time",
    rows: "attendee",
    signature: ["Date", "Service Code", "Last Name", "First Name", "Clinician Name"],
    columns: { start: "Date", patient: ["First Name", "Last Name"], clinician: "Clinician Name", cpt: "Service Code" },
  },
  {
    name: "Epic appointments",
    evidence: "the dictionary of Epic's reporting view V_SCHED_APPT, and queries on it in public repositories",
    lacks: "ends; it has lengths, and a canceled and a completed row for one slot",
    rows: "attendee",
    signature: ["APPT_DTTM", "APPT_LENGTH", "APPT_STATUS_NAME"],
    columns: {
      start: "APPT_DTTM",
      minutes: "APPT_LENGTH",
      status: "APPT_STATUS_NAME",
      record: "PAT_ID",
      clinician: "PROV_NAME_WID",
      title: "PRC_NAME",
    },
  },
  {
    name: "OpenEMR appointments report",
    evidence: "the source of OpenEMR, interface/reports/appointments_report.php",
    lacks: "ends and groups; empty cells are left out of a row, so that the later ones move left",
    rows: "attendee",
    signature: ["Provider", "Date", "Time", "Patient", "DOB", "Type", "Status"],
    columns: { date: "Date", start: "Time", patient: "Patient", clinician: "Provider", title: "Type", status: "Status" },
  },
  {
    name: "Calendly events",
    evidence: REPOSITORIES,
    lacks: "a time zone of the times",
    rows: "attendee",
    signature: ["User Name", "Invitee Name", "Event Type Name", "Start Date & Time", "End Date & Time"],
    columns: {
      start: "Start Date & Time",
      end: "End Date & Time",
      patient: "Invitee Name",
      clinician: "User Name",
      title: "Event Type Name",
    },
  },
  {
    name: "Acuity appointments",
    evidence: REPOSITORIES,
    lacks: "statuses",
    rows: "attendee",
    signature: ["Start Time", "End Time", "First Name", "Last Name", "Type", "Calendar"],
    columns: { start: "Start Time", end: "End Time", patient: ["First Name", "Last Name"], clinician: "Calendar", title: "Type" },
  },
  {
    name: "Outlook calendar",
    evidence: REPOSITORIES,
    lacks: "a difference between clinicians and patients among the attendees; the organizer is read as the clinician",
    rows: "session",
    signature: ["Subject", "Start Date", "Start Time", "End Date", "End Time", "Meeting Organizer", "Required Attendees"],
    columns: {
      start: ["Start Date", "Start Time"],
      end: ["End Date", "End Time"],
      title: "Subject",
      clinician: "Meeting Organizer",
      patient: "Required Attendees",
    },
  },
  {
    name: "Google calendar table",
    evidence: REPOSITORIES,
    lacks: "clinicians and patients; export the calendar as a file .ics instead",
    instead: "Export the calendar as a file .ics instead.",
    rows: "session",
    signature: ["Subject", "Start Date", "Start Time", "End Date", "End Time", "All Day Event", "Description", "Location"],
    columns: { start: ["Start Date", "Start Time"], end: ["End Date", "End Time"], title: "Subject" },
  },
  {
    name: "Zoom participants",
    evidence: REPOSITORIES,
    lacks: "a difference between clinicians and patients",
    rows: "stay",
    signature: ["Name (Original Name)", "Join Time", "Leave Time"],
    columns: { patient: "Name (Original Name)", joined: "Join Time", left: "Leave Time" },
  },
  {
    name: "Teams participants",
    evidence: REPOSITORIES,
    lacks: "rejoins; the list of activities below it has them",
    rows: "stay",
    signature: ["Name", "First Join", "Last Leave"],
    columns: { patient: "Name", joined: "First Join", left: "Last Leave" },
  },
  {
    name: "Teams activities",
    evidence: REPOSITORIES,
    lacks: "a difference between clinicians and patients",
    rows: "stay",
    signature: ["Name", "Join Time", "Leave Time"],
    columns: { patient: "Name", joined: "Join Time", left: "Leave Time" },
  },
  {
    name: "Google Meet attendance",
    evidence: REPOSITORIES,
    lacks: "a difference between clinicians and patients; some have no date",
    rows: "stay",
    signature: ["Name", "Time joined", "Time exited"],
    columns: { patient: "Name", joined: "Time joined", left: "Time exited" },
  },
  {
    name: "Google Meet attendance",
    evidence: REPOSITORIES,
    lacks: "a difference between clinicians and patients; some have no date",
    rows: "stay",
    signature: ["First name", "Last name", "Time joined", "Time exited"],
    columns: { patient: ["First name", "Last name"], joined: "Time joined", left: "Time exited" },
  },
];

/** Headings of everyday spreadsheets. A heading that is here for one role only is recognized with it. */
export const GENERAL_HEADINGS: Readonly<Partial<Record<ColumnRole, readonly string[]>>> = {
  start: [
    "Start",
    "Start Time",
    "Starts",
    "Begin",
    "Begins",
    "From",
    "Time",
    "Times",
    "Appointment Time",
    "Appt Time",
    "Session Time",
    "Start Date/Time",
    "Start DateTime",
    "Start Date and Time",
    "Appointment Date/Time",
    "Appointment Start",
    "Date/Time",
    "Date and Time",
    "DateTime",
    "When",
    "Date of Service",
  ],
  date: [
    "Date",
    "Start",
    "When",
    "Begins",
    "Session Date",
    "Appointment Date",
    "Appt Date",
    "Service Date",
    "DOS",
    "Start Date",
    "Visit Date",
  ],
  weekday: ["Day", "Weekday", "Day of Week", "DOW"],
  end: ["End", "End Time", "Ends", "Finish", "Until", "To", "Appointment End", "End Date/Time", "End DateTime"],
  minutes: [
    "Minutes",
    "Duration",
    "Duration (Minutes)",
    "Duration (min)",
    "Length",
    "Length (Minutes)",
    "Length (min)",
    "Appt Length",
    "Appointment Length",
    "Mins",
  ],
  patient: [
    "Patient",
    "Client",
    "Patient Name",
    "Client Name",
    "Name of Client",
    "Name of Patient",
    "Member",
    "Attendee",
    "Attendee Name",
    "Participant",
    "Participant Name",
    "Patients",
    "Clients",
    "Attendees",
    "Participants",
  ],
  record: [
    "MRN",
    "Patient ID",
    "Client ID",
    "Record Number",
    "Medical Record Number",
    "Chart Number",
    "Chart",
    "Patient Number",
    "Client Number",
    "Member ID",
    "PAT_MRN_ID",
  ],
  partner: ["Partner", "Partner Name", "Spouse", "Partner ID"],
  couple: ["Couple", "Couple ID", "Couple Name", "Couple Number"],
  clinician: [
    "Clinician",
    "Provider",
    "Therapist",
    "Counselor",
    "Clinician Name",
    "Provider Name",
    "Therapist Name",
    "Facilitator",
    "Group Leader",
    "Leader",
    "Lead",
    "Staff",
    "Clinicians",
    "Providers",
    "Therapists",
    "Facilitators",
    "Rendering Provider",
    "Appointment Provider",
  ],
  coClinician: ["Co-Clinician", "Co-Facilitator", "Co-Therapist", "Co-Leader", "Co-Lead", "Second Clinician", "Second Therapist"],
  title: [
    "Service",
    "Services",
    "Session",
    "Session Type",
    "Session Name",
    "Title",
    "Type",
    "Subject",
    "Event",
    "Event Type",
    "Appointment Type",
    "Appt Type",
    "Visit Type",
    "Activity",
    "Service Type",
    "Service Name",
    "Topic",
  ],
  group: ["Group", "Group Name", "Group ID", "Group Number", "Slot", "Slot ID", "Session ID", "Event ID", "Meeting ID"],
  cpt: ["CPT", "CPT Code", "CPT/HCPCS", "Billing Code", "Procedure Code", "Service Code", "HCPCS", "Code"],
  kind: ["Kind", "Kind of Session"],
  status: ["Status", "Appointment Status", "Appt Status", "Attendance", "Attendance Status", "Session Status", "Visit Status"],
  headcount: [
    "Headcount",
    "Head Count",
    "Census",
    "Count",
    "# Patients",
    "# Clients",
    "# of Patients",
    "# of Clients",
    "Number of Patients",
    "Number of Clients",
    "Patient Count",
    "Client Count",
    "Attendee Count",
    "Patients",
    "Clients",
    "Attendees",
    "Participants",
  ],
  couples: ["Couples", "# Couples", "# of Couples", "Number of Couples"],
  counselor: [
    "Primary Clinician",
    "Primary Therapist",
    "Primary Counselor",
    "Individual Therapist",
    "Assigned Clinician",
    "Assigned Therapist",
  ],
  state: ["State", "State of Residence", "Client State", "Patient State"],
  joined: ["Join Time", "Joined", "Time Joined", "Joined At"],
  left: ["Leave Time", "Left", "Time Left", "Left At", "Time Exited"],
};

/** Pairs of headings that make a patient's name. */
export const NAME_PAIRS: readonly (readonly [string, string])[] = [
  ["First Name", "Last Name"],
  ["Patient First Name", "Patient Last Name"],
  ["Client First Name", "Client Last Name"],
];

/** Headings of columns that say yes or no, and what yes means for a row. */
export const FLAG_HEADINGS = {
  Canceled: "canceled",
  Cancelled: "canceled",
  "Marked as No-Show": "no-show",
  "No Show": "no-show",
  "In Waiting Room": "does-not-attend",
  "All Day Event": "no-time",
} as const;

export type FlagMeaning = (typeof FLAG_HEADINGS)[keyof typeof FLAG_HEADINGS];

/** Headings of dates that are not read. Where one of these columns has something else, the cells of the row are shifted. */
export const DATE_HEADINGS = ["DOB", "Date of Birth", "Birth Date", "Birthdate", "Date added"];

/** Headings of the time zone of a row's times. */
export const ZONE_HEADINGS = ["Timezone", "Time Zone"];

/** Headings of the facts of a meeting, which stand above its participants. */
export const MEETING_FACTS: Readonly<Record<"title" | "id" | "date" | "start" | "end", readonly string[]>> = {
  title: ["Topic", "Meeting title", "Meeting Topic"],
  id: ["Meeting ID", "Meeting code"],
  date: ["Date"],
  start: ["Start Time", "Meeting Start Time"],
  end: ["End Time", "Meeting End Time"],
};
