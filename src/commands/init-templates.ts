/** The files that `init` writes: a commented roster and a commented standard to start from. */

export const STARTER_ROSTER = `# yaml-language-server: $schema=./roster.schema.json
#
# A roster: who staffs which session of one week, and who attends. Audit it with
#
#   ratio-audit week.roster.yaml
#
# What stands after a # is a note for you; the tool passes over it. Indent with spaces, not with tabs.
# The line at the top lets your editor complete and check what you write.

program: Example Virtual IOP          # the name of your program
timezone: America/New_York            # where the clocks are that you write; or America/Chicago, America/Denver, …
week: 2026-11-30                      # the first day of this week: Mon, Tue and so on are seen from here
standard: [./our-clinic.yaml]         # what the week is audited against: the file beside this one

# Everybody who staffs a session. The roles that count are therapist, counselor and couples-therapist;
# trainee, nurse, case-manager, peer and observer may be there and do not count.
clinicians:
  - { id: lee, roles: [therapist] }
  - id: ortiz
    roles: [counselor, case-manager]  # the role that counts most is the one that counts
    away:                             # not at work, whatever a session says
      - { start: Wed 12:00, end: Thu 00:00 }
  - { id: noor, roles: [couples-therapist], modalities: [EFT] }

# The enrolled patients. Give each an id of your own making, and never a name, birth date, e-mail address, phone or
# record number: such entries are refused. \`counselor\` is the clinician who sees the patient individually.
# You may leave this whole section out, and \`couples\` as well if no session is for couples.
patients:
  - { id: p-001, counselor: lee }
  - { id: p-002, counselor: lee }
  - { id: p-003, counselor: lee }
  - { id: p-004, counselor: ortiz }
  - { id: p-005, counselor: ortiz }
  - { id: p-006, counselor: ortiz }

# Couples, each with an id and its two partners.
couples:
  - { id: c-01, partners: [p-003, p-004] }
  - { id: c-02, partners: [p-005, p-006] }

# The sessions of the week. The kinds are group, psychoeducation, couples-group, couples-session, intensive,
# multi-family-group, individual, crisis and check-in.
sessions:
  - id: mon-evening
    kind: group
    start: Mon 18:00                  # a day and a time from 00:00 to 23:59; or a date, 2026-11-30T18:00
    minutes: 90                       # or the time at which it ends: end: "19:30"
    clinicians: [lee]
    patients:
      - p-001
      - { id: p-002, from: "18:15" }  # comes a quarter of an hour later; until: "19:00" is for one who leaves
    couples: [c-01]                   # both partners

  - id: tue-skills
    kind: psychoeducation
    start: Tue 12:00
    minutes: 60
    clinicians: [lee, { id: ortiz, from: "12:30" }]
    patients: 8                       # how many, where it does not matter who

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
    status: canceled                 # does not take place: it is listed, and not audited

# Who answers a crisis, and when. Whether somebody is free at every hour is judged by the standard premium;
# in our-clinic.yaml you can have it judged as well.
onCall:
  - { clinician: ortiz, start: Mon 00:00, end: Wed 12:00 }
  - { clinician: noor, start: Wed 12:00, end: 2026-12-07T00:00 }
`;

export const STARTER_STANDARD = `# yaml-language-server: $schema=./standard.schema.json
#
# Your own standard: what your rosters are audited against. It starts from benchmark, the published benchmark (not law),
# and says only what is different with you. See what it comes to with
#
#   ratio-audit explain ./our-clinic.yaml
#
# Lines such as #caseload: are examples, and do nothing; take the # away from one to use it.

name: our-clinic                      # the name by which reports call it
title: House rules of our clinic
source: Clinical policy, to be named here
extends: benchmark                    # or premium; ratio-audit standards lists them all

# Limits of your own, by kind of session. "1:6" is one clinician for six patients, and six are still within the limit.
kinds:
  group: { ratio: "1:6", maxPatients: 12 }
  #psychoeducation: { ratio: "1:8", minClinicians: 1 }
  #relapse-prevention: { title: Relapse prevention, ratio: "1:8" }   # a kind of your own has a title

# How many patients name one clinician their counselor, at most.
#caseload: { counselor: 24 }

# How many hours of sessions a patient has in the week, at least.
#weeklyHours: { min: 9 }

# How much a role counts, from 0 to 1.
#roles: { trainee: 0.5 }

# How grave the findings of a rule are: error, warning, note or off. ratio-audit explain lists the rules.
rules:
  at-capacity: off                    # note would list the sessions that have no room left
  crisis-coverage-gap: off            # error would ask for somebody on call and free at every hour

# Exceptions that somebody answers for. The finding stays in the report, marked, and fails no run.
#waivers:
  #- rule: ratio-exceeded
    #session: mon-evening
    #upTo: "1:7"                      # the loosest ratio that is still waived
    #until: 2026-12-15                # the last day
    #reason: new hire starts 14 Dec
    #approvedBy: clinical director
`;
