/** The files that `init` writes: a commented sample roster and standard. */

export const STARTER_ROSTER = `# yaml-language-server: $schema=./roster.schema.json
#
# A roster: the sessions of one week, who staffs them and who attends. Audit it with:
#
#   ratio-audit week.roster.yaml
#
# Text after a # is a comment. Indent with spaces, not tabs.
# With the first line, editors complete and check this file.

program: Example Virtual IOP          # the name of your program
timezone: America/New_York            # the time zone of all times; or America/Chicago, America/Denver, …
week: 2026-11-30                      # the first day of this week; Mon, Tue and so on count from it
standard: [./our-clinic.yaml]         # the standard for this week: a file in the same folder

# Everyone who staffs a session. The roles therapist, counselor and couples-therapist count in ratios.
# The roles trainee, nurse, case-manager, peer and observer do not count.
clinicians:
  - { id: lee, roles: [therapist] }
  - id: ortiz
    roles: [counselor, case-manager]  # the role with the highest weight counts
    away:                             # when the clinician is not at work
      - { start: Wed 12:00, end: Thu 00:00 }
  - { id: noor, roles: [couples-therapist], modalities: [EFT] }

# The enrolled patients. Make up an id for each patient. Names, birth dates, email addresses, phone numbers and
# record numbers are refused. \`counselor\` is the clinician who sees the patient individually.
# This section is optional. So is \`couples\`, if no session is for couples.
patients:
  - { id: p-001, counselor: lee }
  - { id: p-002, counselor: lee }
  - { id: p-003, counselor: lee }
  - { id: p-004, counselor: ortiz }
  - { id: p-005, counselor: ortiz }
  - { id: p-006, counselor: ortiz }

# Couples. Each has an id and two partners.
couples:
  - { id: c-01, partners: [p-003, p-004] }
  - { id: c-02, partners: [p-005, p-006] }

# The sessions of the week. The kinds are group, psychoeducation, couples-group, couples-session, intensive,
# multi-family-group, individual, crisis and check-in.
sessions:
  - id: mon-evening
    kind: group
    start: Mon 18:00                  # a day and a time, or a date and a time: 2026-11-30T18:00
    minutes: 90                       # or its end: end: "19:30"
    clinicians: [lee]
    patients:
      - p-001
      - { id: p-002, from: "18:15" }  # arrives late; use until: "19:00" to leave early
    couples: [c-01]                   # both partners

  - id: tue-skills
    kind: psychoeducation
    start: Tue 12:00
    minutes: 60
    clinicians: [lee, { id: ortiz, from: "12:30" }]
    patients: 8                       # a number, if ids are not needed

  - id: thu-couples
    kind: couples-group               # only a couples-therapist counts here
    start: Thu 18:00
    end: "19:15"
    clinicians: [noor]
    couples: [c-01, c-02]

  - id: fri-evening
    kind: group
    start: Fri 18:00
    minutes: 90
    clinicians: [lee]
    patients: [p-001, p-002]
    status: canceled                 # a canceled session is listed, not audited

# Who is on call for a crisis, and when. The standard premium checks that a clinician is free at every hour.
# To check it here too, change crisis-coverage-gap in our-clinic.yaml.
onCall:
  - { clinician: ortiz, start: Mon 00:00, end: Wed 12:00 }
  - { clinician: noor, start: Wed 12:00, end: 2026-12-07T00:00 }
`;

export const STARTER_STANDARD = `# yaml-language-server: $schema=./standard.schema.json
#
# Your own standard: the limits for your rosters. It starts from benchmark, a published benchmark, not law,
# and states only your changes. Show the result with:
#
#   ratio-audit explain ./our-clinic.yaml
#
# Lines such as #caseload: are examples. To use one, remove its #.

name: our-clinic                      # the name in reports
title: Clinic policy
source: Clinical policy (name it here)
extends: benchmark                    # or premium; ratio-audit standards lists all of them

# Your limits by kind of session. "1:6" is one clinician for at most six patients.
kinds:
  group: { ratio: "1:6", maxPatients: 12 }
  #psychoeducation: { ratio: "1:8", minClinicians: 1 }
  #relapse-prevention: { title: Relapse prevention, ratio: "1:8" }   # your own kind needs a title

# The maximum number of patients for one counselor.
#caseload: { counselor: 24 }

# The minimum hours of sessions for a patient in a week.
#weeklyHours: { min: 9 }

# The weight of a role in ratios, from 0 to 1.
#roles: { trainee: 0.5 }

# The severity of a rule: error, warning, note or off. ratio-audit explain lists the rules.
rules:
  at-capacity: off                    # note lists the sessions that are at their limit
  crisis-coverage-gap: off            # error requires a free on-call clinician at every hour

# Waivers: approved exceptions. The finding stays in the report, marked as waived, and does not fail the run.
#waivers:
  #- rule: ratio-exceeded
    #session: mon-evening
    #upTo: "1:7"                      # the highest ratio that the waiver covers
    #until: 2026-12-15                # the last day of the waiver
    #reason: new hire starts Dec 14
    #approvedBy: clinical director
`;
