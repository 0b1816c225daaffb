/** Tables of every shape: which rows give sessions, and what becomes of the others. */
import { describe, expect, test } from "vitest";
import { textOf } from "../src/import/account-text.ts";
import { readTables } from "../src/import/tables/read-tables.ts";
import { writeLocal } from "../src/roster/time.ts";
import { csvOf, fatesOf, hoursOf, optionsOf, readingOf, sheetOf, wordsOf } from "./support/tables.ts";

const keysOf = (reading: ReturnType<typeof readingOf>["reading"]) =>
  reading.entries.map(({ patients, couples }) => [...patients, ...couples.flatMap(({ partners }) => partners)].map(({ key }) => key));

const CLINICIANS = "clinicians: { Lee: { id: lee, roles: [therapist] }, Ortiz: { id: ortiz, roles: [counselor] } }";

describe("exports of known systems", () => {
  test("SimplePractice's appointment status: columns of one name by position, the summary and totals left out, no ends", () => {
    const { reading, used } = readingOf(
      csvOf(`Date of Service|Client|Clinician|Billing Code|Rate per Unit|Units|Total Fee|Client Payment Status|Charge|Uninvoiced|Paid|Unpaid|Insurance Payment Status|Charge|Paid
||||75|1|300||20|0|20
11/30/2026 18:00|Ann Smith|Kim Lee|90853|75|1|75|PAID|20|0|20|0||55|55
11/30/2026 18:00|Bo Jones|Kim Lee|90853|75|1|75|UNPAID|20|0|20|0||55|55
Total||||||150
9`),
    );
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "total", 3: "entry", 4: "entry", 5: "total", 6: "total" });
    expect(reading.entries[0]).toMatchObject({ clinicians: ["Kim Lee"], patients: [{ key: "Ann Smith" }], code: "90853", end: null });
    expect(used.rows).toBe("attendee");
    const charge = readingOf(csvOf("Start|Charge|Charge|Client|Clinician\n2026-11-30 18:00|a|b|Ann|Lee"), {
      mapping: "mapping: 1\nsession: [start, Charge 2]",
    });
    expect(charge.reading.entries[0]?.together).toContain('"b"');
  });

  test("SimplePractice's client attendance: a summary row, and no times of day", () => {
    const { reading } = readingOf(
      csvOf(`client_name|clinician_name|date_of_service|office_name|status
230 clients|9 clinicians|807 appointments|1 office|5 statuses
Ann|Lee|2026-11-30|Video|Show`),
    );
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "total", 3: "no-time" });
    expect(reading.questions).toMatchObject([{ code: "columns", scope: "file" }]);
  });

  test("TherapyNotes: many columns that are not read, and serial numbers with times", () => {
    const head =
      "Date|Type|Appointment Type|Billing Method|Payment Type|Service Code|Service Description|POS|Units|Last Name|First Name|DOB|Patient Member ID|Clinician Name|Clinician NPI|Clinician Type|Supervisor Name|Location|Primary Insurer Name|In Network|Modifier Code 1|Modifier Code 2|Rate|Note Status|Patient Amount Due|Patient Amount Paid|Patient Balance Status|Insurance Amount Due|Insurance Amount Paid|Comments";
    const row = "46356.7708333333|x|x|x||90853|x|10|1|Smith|Ann|01/02/1990|W1|Kim Lee|1|x||x|x|Yes|95||150|x|0|0|x|0|0|";
    const { reading } = readingOf(csvOf(`${head}\n${row}\n${row.replace("01/02/1990", "W1").replace("Ann", "Bo")}`));
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "entry", 3: "not-understood" });
    expect(reading.entries[0]).toMatchObject({ clinicians: ["Kim Lee"], patients: [{ key: "Ann Smith" }], code: "90853", end: null });
    expect(hoursOf(reading)).toEqual(["2026-11-30T18:30 to ?"]);
  });

  test("Epic: padded date-times, minutes as text, canceled and completed rows of one slot", () => {
    const { reading } = readingOf(
      csvOf(`PAT_ENC_CSN_ID|PAT_ID|APPT_DTTM|APPT_LENGTH|APPT_STATUS_NAME|PROV_NAME_WID|PRC_NAME
1|Z0042|11/30/2026  06:00:00 PM|90|Canceled|LEE, KIM [12]|GROUP THERAPY
2|Z0042|11/30/2026  06:00:00 PM|90 |Completed|LEE, KIM [12]|GROUP THERAPY`),
    );
    expect(reading.entries.map(({ status, patients }) => [status, patients[0]?.key])).toEqual([
      ["canceled", "Z0042"],
      ["attended", "Z0042"],
    ]);
    expect(hoursOf(reading)[1]).toBe("2026-11-30T18:00 to 2026-11-30T19:30");
  });

  test("OpenEMR: a row whose cells moved left is refused", () => {
    const { reading } = readingOf(
      csvOf(`Provider|Date|Time|Patient|Address|DOB|Type|Status
Lee,Kim|2026-11-30|18:00:00|Ann Smith|1 Elm St|1990-01-01|Group|> Checked out
Lee,Kim|2026-11-30|18:00:00|Bo Jones|1991-02-02|Group|x Canceled
Lee,Kim|2026-11-30|18:00:00|Cy Fox|2 Elm St|1992-02-02|x Canceled`),
    );
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "entry", 3: "not-understood", 4: "not-understood" });
    expect(reading.entries[0]).toMatchObject({ status: "attended", title: "Group", clinicians: ["Lee,Kim"] });
  });

  test("Calendly: yes and no for canceled and no-show", () => {
    const { reading } = readingOf(
      csvOf(`User Name|Invitee Name|Event Type Name|Start Date & Time|End Date & Time|Canceled|Marked as No-Show|Question 1|Response 1|UTM Campaign|UTM Source|UTM Medium|UTM Term|UTM Content|Salesforce UUID|Event Price|Payment Currency|Guest Email(s)|Event UUID|Invitee UUID|Scheduling method|a|b|c|d|e|f
Lee|Ann|Process group|2026-11-30 06:00 pm|2026-11-30 07:30 pm|false|No
Lee|Bo|Process group|2026-11-30 06:00 pm|2026-11-30 07:30 pm|true|No
Lee|Cy|Process group|2026-11-30 06:00 pm|2026-11-30 07:30 pm|false|Yes`),
    );
    expect(reading.entries.map(({ status }) => status)).toEqual(["planned", "canceled", "no-show"]);
  });

  test("Acuity: first and last names, and the zone that the rows name", () => {
    const { reading } = readingOf(
      csvOf(`Start Time|End Time|Timezone|First Name|Last Name|Type|Calendar
November 30, 2026 6:00 pm|November 30, 2026 7:30 pm|America/New_York|Ann|Smith|Process group|Lee`),
    );
    expect(keysOf(reading)).toEqual([["Ann Smith"]]);
    expect(reading.timezone).toBe("America/New_York");
    expect(hoursOf(reading)).toEqual(["2026-11-30T18:00 to 2026-11-30T19:30"]);
  });

  test("Outlook: attendees whom the mapping has are clinicians, and events of a whole day have no time", () => {
    const { reading } = readingOf(
      csvOf(`Subject|Start Date|Start Time|End Date|End Time|All day event|Meeting Organizer|Required Attendees
Process group|11/30/2026|6:00:00 PM|11/30/2026|7:30:00 PM|False|Lee|Ann; Bo; Ortiz
Holiday|12/1/2026|12:00:00 AM|12/2/2026|12:00:00 AM|True|Lee|`),
      { mapping: `mapping: 1\n${CLINICIANS}` },
    );
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "entry", 3: "no-time" });
    expect(reading.entries[0]).toMatchObject({
      clinicians: ["Lee", "Ortiz"],
      patients: [{ key: "Ann" }, { key: "Bo" }],
      title: "Process group",
    });
  });

  test("a Google calendar as a table asks for clinicians", () => {
    const { reading } = readingOf(
      csvOf(`Subject|Start Date|Start Time|End Date|End Time|All Day Event|Description|Location
Process group|11/30/2026|6:00 PM|11/30/2026|7:30 PM|False||`),
    );
    expect(reading.questions).toMatchObject([{ code: "shape", scope: "file" }]);
    expect(wordsOf(reading)).toMatch(/Export the calendar as a file \.ics instead\.$/m);
    expect(wordsOf(reading)).not.toContain("Name the columns");
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "waits" });
  });
});

describe("rows of attendees", () => {
  const table = (...rows: string[]) => csvOf(`Date|Start|End|Client|Therapist|Status\n${rows.join("\n")}`);

  test("that are the same three times are one attendee", () => {
    const row = "2026-11-30|18:00|19:30|Ann|Lee|";
    expect(fatesOf(readingOf(table(row, row, row)).reading)).toEqual({ 1: "heading", 2: "entry", 3: "duplicate", 4: "duplicate" });
  });

  test("may repeat the headings, be blank, be left out by title, or wait because their status is not known", () => {
    const { reading } = readingOf(
      csvOf(`Date|Start|Client|Therapist|Service|Status
2026-11-30|18:00|Ann|Lee|Group|Purple

Date|Start|Client|Therapist|Service|Status
2026-11-30|18:00|Bo|Lee|Staff meeting|
2026-11-30|18:00|Cy|Lee|Group|Waitlist
2026-11-30|18:00|Di|Lee|Group|Green`),
      { mapping: "mapping: 1\nleaveOut: [staff*]\nstatus: { attended: [green] }" },
    );
    expect(fatesOf(reading)).toEqual({
      1: "heading",
      2: "waits",
      3: "blank",
      4: "heading",
      5: "left-out",
      6: "does-not-attend",
      7: "entry",
    });
    expect(reading.questions).toMatchObject([{ code: "status", scope: "rows", at: [{ line: 2 }] }]);
  });

  test("without a patient or a clinician are not understood, and so are rows with a cell too many or a date for a name", () => {
    const { reading } = readingOf(
      table(
        "2026-11-30|18:00|19:30||Lee|",
        "2026-11-30|18:00|19:30|Ann||",
        "2026-11-30|18:00|19:30|Smith| Ann|Lee|Show",
        "2026-11-30|18:00|19:30|2026-12-01|Lee|",
        "2026-11-30|18:00|19:30|Ann|Lee|",
      ),
    );
    expect(fatesOf(reading)).toEqual({
      1: "heading",
      2: "not-understood",
      3: "not-understood",
      4: "not-understood",
      5: "not-understood",
      6: "entry",
    });
    expect(wordsOf(reading)).toContain("column D, patient, is blank");
  });

  test("have the record number as key, as it is written", () => {
    const { reading } = readingOf(csvOf("Start|Client|MRN|Therapist\n2026-11-30 18:00|Ann|00042|Lee\n2026-11-30 18:00|Bo|1e3|Lee"));
    expect(keysOf(reading)).toEqual([["00042"], ["1e3"]]);
  });

  test("of a couple as one client are a couple, and one client alone under 90847 is a hint only", () => {
    const { reading } = readingOf(
      csvOf("Start|Client|Therapist|CPT\n2026-11-30 18:00|Ann & Bo Smith|Lee|90847\n2026-11-30 18:00|Cy Fox|Lee|90847"),
    );
    expect(reading.entries[0]?.couples[0]?.partners.map(({ key }) => key)).toEqual(["Ann Smith", "Bo Smith"]);
    expect(reading.entries[1]).toMatchObject({ couples: [], patients: [{ key: "Cy Fox" }] });
    expect(wordsOf(reading)).toContain("1 row with the couples code 90847 names one person.");
  });

  test("with a partner are a couple; with a couple's number both partners have rows of their own", () => {
    const partner = readingOf(csvOf("Start|Client|Partner|Therapist\n2026-11-30 18:00|Ann|Bo|Lee")).reading;
    expect(partner.entries[0]?.couples[0]?.partners.map(({ key }) => key)).toEqual(["Ann", "Bo"]);
    const { reading } = readingOf(
      csvOf(`Start|Client|Couple|Therapist
2026-11-30 18:00|Ann|C1|Lee
2026-11-30 18:00|Bo|C1|Lee
2026-12-01 18:00|Ann|C1|Lee`),
    );
    // Who attends is said by the rows of each partner, and who the partner is by the number.
    expect(reading.entries.map(({ couples, patients, partner: other }) => [couples.length, patients[0]?.key, other])).toEqual([
      [0, "Ann", "Bo"],
      [0, "Bo", "Ann"],
      [0, "Ann", "Bo"],
    ]);
  });

  test("with a code in the place of a name are shifted, and not understood", () => {
    const { reading } = readingOf(
      csvOf("Start|Service|Therapist|Client|CPT Code\n2026-11-30 18:00|Kim Lee|Ann|90853\n2026-11-30 18:00|Group|Kim Lee|Bo|90853"),
    );
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "not-understood", 3: "entry" });
  });

  test("with a partner who has rows attend alone where the partner has none", () => {
    const { reading } = readingOf(
      csvOf(`Start|Client|MRN|Partner|Therapist
2026-11-30 18:00|Ann|1|Bo|Lee
2026-11-30 18:00|Bo|2|1|Lee
2026-12-01 18:00|Ann|1|2|Lee
2026-12-01 18:00|Cy|3|Di|Lee`),
    );
    expect(reading.entries.map(({ couples, patients, partner }) => [couples.length, patients[0]?.key, partner])).toEqual([
      [0, "1", "2"],
      [0, "2", "1"],
      [0, "1", "2"],
      [1, undefined, undefined],
    ]);
  });

  test("of one session have equal values in the columns that the mapping names", () => {
    const { reading } = readingOf(table("2026-11-30|18:00|19:30|Ann|Lee|", "2026-11-30|18:00|19:30|Bo|Ortiz|"), {
      mapping: "mapping: 1\nsession: [start]",
    });
    expect(reading.entries[0]?.together).toBe(reading.entries[1]?.together);
    const apart = readingOf(table("2026-11-30|18:00|19:30|Ann|Lee|", "2026-11-30|18:00|19:30|Bo|Ortiz|"), {
      mapping: "mapping: 1\nsession: [start, clinician]",
    }).reading;
    expect(apart.entries[0]?.together).not.toBe(apart.entries[1]?.together);
    const names = "clinicians: { Lee: { id: lee, roles: [therapist] }, Dr. Lee: { id: lee, roles: [therapist] } }";
    for (const column of ["clinician", "column E"]) {
      const spelled = readingOf(table("2026-11-30|18:00|19:30|Ann|Lee|", "2026-11-30|18:00|19:30|Bo|Dr. Lee|"), {
        mapping: `mapping: 1\nsession: [start, ${column}]\n${names}`,
      }).reading;
      expect(spelled.entries[0]?.together, column).toBe(spelled.entries[1]?.together);
    }
    expect(readingOf(table("2026-11-30|18:00|19:30|Ann|Lee|"), { mapping: "mapping: 1\nsession: [slot]" }).reading.questions).toMatchObject(
      [{ code: "columns" }],
    );
  });
});

describe("a client's cell that may name several people", () => {
  const read = (client: string, mapping?: string) =>
    readingOf(
      sheetOf([
        ["Start", "Client", "Therapist"],
        ["2026-11-30 18:00", client, "Lee"],
      ]),
      mapping === undefined ? {} : { mapping },
    ).reading;

  test.each([
    ...[
      "Cole, Cy / Cole, Cat",
      "Cole, Cy; Cole, Cat",
      "Cole, Cy + Cole, Cat",
      "Cy Cole/Cat Cole",
      "Cole, Cy w/ Cole, Cat",
      "Cole, Cy | Cole, Cat",
    ],
    ...[
      "Cole, Cy (and spouse)",
      "Cole (couple)",
      "The Cole family",
      "Cole, Cy, Cole, Cat",
      "Ann Bo, Bob Lu, Dee Fi",
      "Ann; Bob; Dee",
      "Ann\nBob\nDee",
    ],
    ...["A Bo & C Bo & D Bo", "Ann and Bob and Dee", "Cy Cole with Cat Cole"],
  ])("is not counted as one: %j", (client) => {
    const reading = read(client);
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "not-understood" });
    expect(wordsOf(reading)).not.toContain("Cole");
  });

  test.each(["Open", "Group Slot", "TBD", "n/a", "Vacant", "Full", "Pending", "Closed", "nil", "tbc", "-", "???"])(
    "holds no name: %s",
    (client) => {
      expect(read(client).entries).toEqual([]);
    },
  );

  test.each([
    "Smith, Ann",
    "Smith, Ann, Jr.",
    "Smith, Ann (she/her)",
    "Ann O'Brien-Lee",
    "Anders Wither",
    "Ann (telehealth)",
    "ann+1@example.org",
    "Sandy Handy",
    "A/7",
  ])("is one person: %s", (client) => {
    expect(read(client).entries.map(({ patients, couples }) => [patients.length, couples.length])).toEqual([[1, 0]]);
  });

  test("is a couple where the mapping says how names are joined", () => {
    const reading = read("Cole, Cy / Cole, Cat", 'mapping: 1\ncouples: { joinedBy: " / " }');
    expect(reading.entries.map(({ patients, couples }) => [patients.length, couples.length])).toEqual([[0, 1]]);
    expect(fatesOf(read("Cy & Cat", 'mapping: 1\ncouples: { joinedBy: " / " }'))).toEqual({ 1: "heading", 2: "not-understood" });
  });

  test("in a row for a session is divided by semicolons and line breaks, and nothing else", () => {
    const mapping = "mapping: 1\nrows: session\ncolumns: { start: Start, clinician: Therapist, patient: Client }";
    const number = (client: string) => read(client, mapping).entries.map(({ patients }) => patients.length);
    expect(number("Ann; Bo; Cy")).toEqual([3]);
    expect(number("Smith, Ann\nLee, Bo")).toEqual([2]);
    for (const client of ["Ann, Bo, Cy", "Ann; Gus/Hal", "Ann; Bo (and spouse)"]) expect(number(client), client).toEqual([]);
  });
});

describe("a comma in the patients of a session", () => {
  const COLUMNS = "rows: session\ncolumns: { start: Start, clinician: Therapist, patient: Clients }";
  const sessions = (cells: readonly string[], more = "") =>
    readingOf(csvOf(["Start|Therapist|Clients", ...cells.map((cell, i) => `2026-11-30 ${10 + i}:00|Lee|${cell}`)].join("\n")), {
      mapping: `mapping: 1\n${COLUMNS}${more}`,
    });
  const sizes = ({ reading }: ReturnType<typeof sessions>) => reading.entries.map(({ patients }) => patients.length);
  const IN_NAMES = "\ncommas: in-names";
  const BETWEEN = "\ncommas: between-names";

  test("between two names is asked about once, and the other rows are read", () => {
    const found = sessions(["Ann, Bob", "Cole", "Lee, Cy", "Ann; Bob", "Ann, Jr."]);
    expect(sizes(found)).toEqual([1, 2, 1]);
    expect(fatesOf(found.reading)).toMatchObject({ 2: "waits", 4: "waits" });
    expect(found.reading.questions.map(({ code, scope, at }) => [code, scope, at.map(({ line }) => line)])).toEqual([
      ["names", "rows", [2, 4]],
    ]);
    expect(wordsOf(found.reading)).not.toMatch(/Ann|Bob|Cole|Cy/);
  });

  test("is read as the mapping says", () => {
    const cells = ["Ann, Bob", "Cole", "Ann, Bob, Cy", "Cole, Cy, Jr."];
    expect(sizes(sessions(cells, IN_NAMES))).toEqual([1, 1, 1]);
    expect(sizes(sessions(cells, BETWEEN))).toEqual([2, 1, 3, 2]);
    expect(sessions(cells, BETWEEN).reading.questions).toEqual([]);
  });

  test.each([
    ["a list of names with a comma each", ["Lee, Ann", "Cole, Cy; Cole, Cat"], [1, 2], "as Last, First"],
    ["a cell with three names", ["Ann, Bob", "Ann, Bob, Cy"], [2], "as in the cells with more names"],
  ])("is read by %s, and the account says so", (_, cells, expected, why) => {
    const found = sessions(cells);
    expect(sizes(found)).toEqual(expected);
    expect(found.reading.questions).toEqual([]);
    expect(found.reading.guesses.map(({ message }) => textOf(message)).join("\n")).toContain(why);
  });

  test.each([
    ["a credential or an initial behind a name", ["Lee, Ann", "Cole, Cy, LCSW", "Cole, Cy, J."]],
    ["two names with a comma each, or four", ["Lee, Ann", "Ann, Bob, Cy, Dee"]],
    ["both forms", ["Cole, Cy; Cole, Cat", "Ann, Bob, Cy"]],
  ])("is not decided by %s", (_, cells) => {
    const { reading } = sessions(cells);
    expect(reading.questions.map(({ code, at }) => [code, at.length])).toEqual([["names", 1]]);
  });

  test.each([
    ["Gus, Ann|NY\nCole, Cy|NJ", [1], "as in the other names of the file"],
    ["Ann Gus|NY\nCy Cole|NJ", [2], "the other names of the file have no commas"],
  ])("is decided by a client list in the file: %j", (list, expected, why) => {
    const { reading } = readingOf(csvOf(`Start|Therapist|Clients\n2026-11-30 10:00|Lee|Gus, Ann\n\nClient|State\n${list}`), {
      mapping: `mapping: 1\ntables:\n  - { ${COLUMNS.replace("\n", ", ")} }\n  - { rows: people, columns: { patient: Client, state: State } }`,
    });
    expect(reading.entries.map(({ patients }) => patients.length)).toEqual(expected);
    expect(reading.guesses.map(({ message }) => textOf(message)).join("\n")).toContain(why);
  });

  test("is none between clinicians whom the mapping names, or partners whom it joins so", () => {
    const mapped = '\nclinicians: { "Lee, Kim": { id: lee, roles: [therapist] } }\ncouples: { joinedBy: ", " }';
    const { reading } = sessions(["Lee, Kim; Ann", "Ann, Bob"], mapped);
    expect(reading.questions).toEqual([]);
    expect(reading.entries.map(({ patients, couples }) => [patients.length, couples.length])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

test.each(["telehealth", "Video", "virtual", "in person", "In-Person", "online", "via Zoom"])(
  "(%s) behind a client's name is no part of it",
  (how) => {
    for (const rows of ["attendee", "session"]) {
      const { reading } = readingOf(
        csvOf(`Start|Therapist|Client\n2026-11-30 18:00|Lee|Baker Bob (${how})\n2026-12-01 18:00|Lee|Baker Bob`),
        {
          mapping: `mapping: 1\nrows: ${rows}\ncolumns: { start: Start, clinician: Therapist, patient: Client }`,
        },
      );
      expect(keysOf(reading)).toEqual([["Baker Bob"], ["Baker Bob"]]);
    }
  },
);

test("record numbers beside the names of a session are of the same people, and count where a row has no names", () => {
  const { reading } = readingOf(
    csvOf("Start|Therapist|Clients|MRN\n2026-11-30 18:00|Lee|Ann; Bo|00042; 00043\n2026-12-01 18:00|Lee||00042; 00043"),
    { mapping: "mapping: 1\nrows: session\ncolumns: { start: Start, clinician: Therapist, patient: Clients, record: MRN }" },
  );
  expect(reading.entries.map(({ patients }) => patients.map(({ key }) => key))).toEqual([
    ["Ann", "Bo"],
    ["00042", "00043"],
  ]);
});

describe("headings", () => {
  test("two columns that can be the clinician are a question, and the mapping answers it", () => {
    const table = csvOf("Start|Client|Therapist|Provider\n2026-11-30 18:00|Ann|Lee|Ortiz");
    const { reading } = readingOf(table);
    expect(reading.questions).toMatchObject([{ code: "columns", scope: "file" }]);
    expect(wordsOf(reading)).toContain("column D (`Provider`) and column C (`Therapist`) can both be read as clinician.");
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "waits" });
    const answered = readingOf(table, { mapping: "mapping: 1\ncolumns: { start: Start, patient: client, clinician: Provider }" }).reading;
    expect(answered.entries[0]?.clinicians).toEqual(["Ortiz"]);
    const alike = readingOf(csvOf("Start|Client|Therapist|Provider\n2026-11-30 18:00|Ann|Lee|Lee")).reading;
    expect(alike.questions).toEqual([]);
  });

  test("are found below titles, and at the row that the mapping says", () => {
    const { reading } = readingOf(csvOf("Lakeside Virtual IOP\nWeek of Nov 30\n\nStart|Client|Therapist\n2026-11-30 18:00|Ann|Lee"));
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "heading", 3: "blank", 4: "heading", 5: "entry" });
    const mapped = readingOf(csvOf("A|B|C\nx|y|z\n2026-11-30 18:00|Ann|Lee"), {
      mapping: "mapping: 1\nheadings: row 2\nrows: attendee\ncolumns: { start: column A, patient: column B, clinician: column C }",
    }).reading;
    expect(fatesOf(mapped)).toEqual({ 1: "heading", 2: "heading", 3: "entry" });
  });

  test("that are people's names are never quoted", () => {
    const { reading } = readingOf(csvOf("When|Zebrowski|Quillfeather\n2026-11-30 18:00|x|\n2026-11-30 19:00||x"));
    expect(reading.questions).toMatchObject([{ code: "columns", scope: "file" }]);
    expect(wordsOf(reading)).not.toMatch(/zebrowski|quillfeather/i);
  });

  test("of a mapping that are not in the file refuse it, by role", () => {
    const found = readTables([csvOf("Start|Client\n2026-11-30|Ann")], 0, {
      ...optionsOf({ mapping: "mapping: 1\ncolumns: { start: Start, clinician: Zebrowski }" }),
    });
    expect(found).toMatchObject({ at: null });
    expect(JSON.stringify(found)).toContain("clinician");
    expect(JSON.stringify(found)).not.toContain("Zebrowski");
  });

  test.each([["hello"], ["a|b\nc|d"], [""], ["1|2|3\n4|5|6"]])("are not in %j, which is refused", (text) => {
    expect(readTables([csvOf(text)], 0, optionsOf({}))).toMatchObject({ at: null });
  });

  test("a status column that a mapping leaves out is named", () => {
    const { reading } = readingOf(csvOf("Start|Client|Therapist|Status\n2026-11-30 18:00|Ann|Lee|Cancelled"), {
      mapping: "mapping: 1\ncolumns: { start: Start, patient: Client, clinician: Therapist }",
    });
    expect(reading.entries[0]?.status).toBe("planned");
    expect(wordsOf(reading)).toContain("Column D, `Status`, is not in the mapping");
  });
});

describe("rows of sessions, shifts and patients", () => {
  test("have several clinicians in a cell and a headcount", () => {
    const { reading } = readingOf(csvOf("Day|Time|Group|Facilitator|Co-Facilitator|Clients\nMon|6-7:30pm|Process|Lee / Ortiz|Noor|7"), {
      week: "2026-11-30",
    });
    expect(reading.entries[0]).toMatchObject({
      clinicians: ["Lee", "Ortiz", "Noor"],
      headcount: { patients: 7 },
      group: "process",
      title: "Process",
    });
    expect(hoursOf(reading)).toEqual(["2026-11-30T18:00 to 2026-11-30T19:30"]);
  });

  const counted = (cell: string) =>
    readingOf(csvOf(`Start|Title|Therapist|Headcount\n2026-11-30 18:00|Process|Lee|${cell}\n2026-11-30 19:00|Process|Lee|5`)).reading;

  test.each([
    ["7", { patients: 7 }],
    ["0", { patients: 0 }],
    ["7 clients", { patients: 7 }],
    ["8 pts.", { patients: 8 }],
    ["1 Patient", { patients: 1 }],
    ["12people", { patients: 12 }],
    ["4 couples", { couples: 4 }],
  ])("the headcount %j is read", (cell, headcount) => {
    expect(counted(cell).entries[0]?.headcount).toEqual(headcount);
  });

  test.each([
    "5-8",
    "5/8",
    "5 of 8",
    "6 + 2 new",
    "6 (+1 intake)",
    "2 no-shows of 8",
    "3 couples + 2",
    "8 (2 no show)",
    "7.5",
    "TBD",
    "12345",
  ])("the headcount %j says more or less than one number, so its row is not understood", (cell) => {
    const reading = counted(cell);
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "not-understood", 3: "entry" });
    expect(wordsOf(reading)).toContain("column D, headcount, is not one number of patients or couples");
    expect(wordsOf(reading)).not.toContain(cell);
  });

  test("a column of couples counts couples, and agrees with a headcount in couples", () => {
    const of = (headcount: string, couples: string) => {
      const { reading } = readingOf(
        csvOf(
          `Start|Title|Therapist|Headcount|Couples\n2026-11-30 18:00|Process|Lee|${headcount}|${couples}\n2026-11-30 19:00|Process|Lee|5|1`,
        ),
      );
      return reading.entries.find(({ at }) => at.line === 2)?.headcount ?? fatesOf(reading)[2];
    };
    expect(of("2", "4 couples")).toEqual({ patients: 2, couples: 4 });
    expect(of("4 couples", "4")).toEqual({ couples: 4 });
    expect(of("4 couples", "3")).toBe("not-understood");
    expect(of("2", "8 clients")).toBe("not-understood");
    expect(of("2", "3 + 1")).toBe("not-understood");
  });

  test.each([
    ["CANCELED - Process", "canceled", "Process"],
    ["CANCELED: Process", "canceled", "Process"],
    ["Cancelled Process", "canceled", "Process"],
    ["(canceled) Process", "canceled", "Process"],
    ["Process [Cancelled by client]", "canceled", "Process"],
    ["Canceled", "canceled", null],
    ["No Process", "planned", "No Process"],
    ["OFF", "planned", "OFF"],
    ["Not canceled", "planned", "Not canceled"],
    ["Cancellation skills", "planned", "Cancellation skills"],
  ])("a row with the title %j is %s", (title, status, plain) => {
    for (const heading of ["Title", "Group"]) {
      const { reading } = readingOf(csvOf(`Start|${heading}|Therapist|Headcount\n2026-11-30 18:00|${title}|Lee|5`));
      expect(reading.entries[0]).toMatchObject({ status, title: plain });
      expect(wordsOf(reading).includes("A title that says canceled cancels the row: 1 row.")).toBe(status === "canceled");
    }
  });

  test("a title that says canceled and a status that says otherwise are a question", () => {
    const of = (status: string) =>
      readingOf(
        csvOf(
          `Start|Title|Therapist|Headcount|Status\n2026-11-30 18:00|CANCELED: Process|Lee|5|${status}\n2026-11-30 19:00|A|Lee|5|Booked`,
        ),
      ).reading;
    expect(of("").entries[0]?.status).toBe("canceled");
    expect(of("Scheduled").entries[0]?.status).toBe("canceled");
    expect(of("Completed").questions).toMatchObject([{ code: "status", scope: "rows" }]);
    expect(fatesOf(of("Completed"))[2]).toBe("waits");
  });

  test("a canceled row is canceled, whatever its headcount", () => {
    const { reading } = readingOf(csvOf("Start|Title|Therapist|Headcount|Status\n2026-11-30 18:00|Process|Lee|5 of 8|Canceled"));
    expect(fatesOf(reading)[2]).toBe("canceled");
  });

  const clients = (heading: string, cells: readonly string[], mapping?: string) =>
    readingOf(
      csvOf(`Start|Title|Therapist|${heading}\n${cells.map((cell, i) => `2026-11-30 1${i}:00|Process|Lee|${cell}`).join("\n")}`),
      mapping === undefined ? {} : { mapping },
    );

  test.each([
    ["numbers and odd text", ["12", "8 (2 no show)", "6 of 8", "5-8"], "headcount"],
    ["numbers and words in place of one", ["12", "TBD", "full", "n/a", "?"], "headcount"],
    ["names", ["Ann", "Bo; Cy"], "patient"],
    ["record numbers", ["0042", "10077", "1042"], "patient"],
  ])("a column of clients that has %s is one of a %s", (_, cells, role) => {
    for (const heading of ["Clients", "Attendees", "Patients", "Participants"])
      expect(clients(heading, cells).used.columns).toMatchObject({ [role]: heading });
  });

  test.each([
    ["a name among numbers", ["12", "8", "7", "Ann"]],
    ["a number among names", ["Ann", "Bo", "12"]],
    ["record numbers among numbers", ["12", "10077"]],
    ["words among numbers", ["12", "see notes", "two"]],
  ])("a column of clients with %s is asked about, and no row is read", (_, cells) => {
    for (const heading of ["Clients", "Client"]) {
      const { reading } = clients(heading, cells);
      expect(reading.questions).toMatchObject([{ code: "columns", scope: "file" }]);
      expect(reading.entries).toEqual([]);
      expect(wordsOf(reading)).toContain(`\`${heading}\`, has numbers and text`);
    }
  });

  test("a headcount of 6.0 is 6, and one of 6.5 is not understood", () => {
    const { reading } = readingOf(
      sheetOf([
        ["Start", "Title", "Therapist", "Headcount"],
        ...(["6.0", 6, "6.00 clients", "6.5", 6.5, "6."] as const).map((cell, i) => [`2026-11-30 1${i}:00`, "Process", "Lee", cell]),
      ]),
    );
    expect(reading.entries.map(({ headcount }) => headcount.patients)).toEqual([6, 6, 6]);
    expect(fatesOf(reading)).toMatchObject({ 5: "not-understood", 6: "not-understood", 7: "not-understood" });
  });

  test("a column of clients with numbers and words that hold a place is one of headcounts", () => {
    const { used, reading } = clients("Clients", ["12", "vacant", "open slot", "7"]);
    expect(used.columns).toMatchObject({ headcount: "Clients" });
    expect(reading.entries.map(({ headcount }) => headcount.patients)).toEqual([12, 7]);
  });

  test("a headcount is never a name, even if a mapping of another week says so", () => {
    const saved = (rows: string) => `mapping: 1\nrows: ${rows}\ncolumns: { start: Start, clinician: Therapist, patient: Clients }`;
    for (const rows of ["attendee", "session"]) {
      const { reading } = clients("Clients", ["12", "Ann", "8 (2 no show)", "10077"], saved(rows));
      expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "not-understood", 3: "entry", 4: "not-understood", 5: "entry" });
      expect(wordsOf(reading)).toContain("column D, patient, begins with a number and is no name");
    }
  });

  test("a column that is suggested for a missing role has no other role", () => {
    const { reading } = readingOf(csvOf("Date|Start|Minutes|Clinician|Enrolled\n2026-11-30|18:00|60|Lee|12"));
    expect(wordsOf(reading)).toContain("such as: columns: { patient: column E }");
    const full = readingOf(csvOf("Date|Start|Minutes|Clinician\n2026-11-30|18:00|60|Lee")).reading;
    expect(wordsOf(full)).toContain("such as: columns: { patient: column E }");
  });

  test("a row without a clinician is a session without one", () => {
    const { reading } = readingOf(csvOf("Start|Title|Therapist|Headcount\n2026-11-30 18:00|Process||7\n2026-11-30 19:00|Process|Lee|many"));
    expect(reading.entries[0]).toMatchObject({ clinicians: [], headcount: { patients: 7 } });
    expect(fatesOf(reading)[3]).toBe("not-understood");
  });

  test("shifts come by a mapping", () => {
    const { reading } = readingOf(csvOf("Name|Day|From|To\nLee|Mon|8am|5pm\nOrtiz|Tue|9:00 PM|5:00 AM\nNoor|Wed|off|"), {
      mapping: "mapping: 1\nrows: shift\ncolumns: { clinician: Name, weekday: Day, start: From, end: To }",
      week: "2026-11-30",
    });
    expect(reading.shifts.map(({ clinician, start, end }) => [clinician, writeLocal(start.local), writeLocal(end.local)])).toEqual([
      ["Lee", "2026-11-30T08:00", "2026-11-30T17:00"],
      ["Ortiz", "2026-12-01T21:00", "2026-12-02T05:00"],
    ]);
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "shift", 3: "shift", 4: "no-time" });
  });

  test("a client list gives counselors, states and partners", () => {
    const { reading } = readingOf(
      csvOf(`Client|Client type|Primary clinician|State
Ann|Individual|Kim Lee|ny
Bo & Cy Fox|Couple|Noor Amin|New York
|Individual|Kim Lee|NY`),
    );
    expect(reading.facts.map(({ key, counselor, state, partner }) => [key, counselor, state, partner])).toEqual([
      ["Ann", "Kim Lee", "NY", null],
      ["Bo Fox", "Noor Amin", null, "Cy Fox"],
      ["Cy Fox", "Noor Amin", null, "Bo Fox"],
    ]);
    expect(fatesOf(reading)[4]).toBe("not-understood");
    const couples = readingOf(csvOf("MRN|Couple|Primary Therapist\n1|C1|Lee\n2|C1|Lee\n3||Lee")).reading;
    expect(couples.facts.map(({ partner }) => partner)).toEqual(["2", "1", null]);
  });

  test("two tables in one file are both read", () => {
    const { reading, used } = readingOf(
      csvOf(`Start|Client|Therapist
2026-11-30 18:00|Ann|Lee

Clients
Client|Primary Therapist|State
Ann|Ortiz|NY`),
    );
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "entry", 3: "blank", 4: "heading", 5: "heading", 6: "fact" });
    expect(used.tables).toHaveLength(2);
  });
});

describe("participants of video calls", () => {
  const ZOOM = `Meeting ID|Topic|Start Time|End Time|User Email|Duration (Minutes)|Participants
812 3456|Process group|11/30/2026 06:00:00 PM|11/30/2026 07:30:00 PM|x|90|3

Name (Original Name)|User Email|Join Time|Leave Time|Duration (Minutes)|Guest|In Waiting Room
Lee|x|11/30/2026 05:55:10 PM|11/30/2026 07:00:00 PM|65|No|No
Ann|x|11/30/2026 06:05:00 PM|11/30/2026 06:40:00 PM|35|Yes|No
Ann|x|11/30/2026 06:45:00 PM|11/30/2026 07:35:00 PM|50|Yes|No
Bo|x|11/30/2026 05:50:00 PM|11/30/2026 06:01:00 PM|11|Yes|Yes
Cy|x|11/30/2026 06:50:10 PM|11/30/2026 06:50:40 PM|1|Yes|No`;

  test("rejoins are stays within the meeting, the waiting room is not a stay, and a clinician has a stay too", () => {
    const { reading } = readingOf(csvOf(ZOOM), { mapping: `mapping: 1\n${CLINICIANS}` });
    expect(fatesOf(reading)).toEqual({
      1: "heading",
      2: "heading",
      3: "blank",
      4: "heading",
      5: "entry",
      6: "entry",
      7: "entry",
      8: "does-not-attend",
      9: "does-not-attend",
    });
    expect(new Set(hoursOf(reading))).toEqual(new Set(["2026-11-30T18:00 to 2026-11-30T19:30"]));
    expect(new Set(reading.entries.map(({ group }) => group)).size).toBe(1);
    const [lee, ...stays] = reading.entries;
    expect(lee).toMatchObject({ clinicians: ["Lee"], patients: [], title: "Process group" });
    expect(writeLocal(lee?.clinicianStay?.until.local ?? 0)).toBe("2026-11-30T19:00");
    expect(
      stays.map(({ patients: [patient] }) => [
        patient?.key,
        writeLocal(patient?.stay?.from.local ?? 0),
        writeLocal(patient?.stay?.until.local ?? 0),
      ]),
    ).toEqual([
      ["Ann", "2026-11-30T18:05", "2026-11-30T18:40"],
      ["Ann", "2026-11-30T18:45", "2026-11-30T19:30"],
    ]);
  });

  test("without a known clinician ask who they are", () => {
    expect(readingOf(csvOf(ZOOM)).reading.questions).toMatchObject([{ code: "roles", scope: "file" }]);
  });

  test("of Teams are read from the list of all joins", () => {
    const { reading } = readingOf(
      csvOf(`1. Summary
Meeting title|Process group
Attended participants|2
Start time|11/30/26, 6:00:00 PM
End time|11/30/26, 7:30:00 PM

2. Participants
Name|First Join|Last Leave|In-Meeting Duration|Email|Role
Lee|11/30/26, 6:00:00 PM|11/30/26, 7:30:00 PM|1h 30m|x|Organizer
Ann|11/30/26, 6:10:00 PM|11/30/26, 7:30:00 PM|1h|x|Attendee

3. In-Meeting Activities
Name|Join Time|Leave Time|Duration|Email|Role
Lee|11/30/26, 6:00:00 PM|11/30/26, 7:30:00 PM|1h 30m|x|Organizer
Ann|11/30/26, 6:10:00 PM|11/30/26, 6:40:00 PM|30m|x|Attendee
Ann|11/30/26, 7:00:00 PM|11/30/26, 7:30:00 PM|30m|x|Attendee`),
      { mapping: `mapping: 1\n${CLINICIANS}` },
    );
    const fates = fatesOf(reading);
    expect([8, 9, 10, 13, 14, 15, 16].map((line) => fates[line])).toEqual([
      "heading",
      "duplicate",
      "duplicate",
      "heading",
      "entry",
      "entry",
      "entry",
    ]);
    expect(reading.entries[0]).toMatchObject({ clinicians: ["Lee"], title: "Process group" });
    expect(hoursOf(reading)[0]).toBe("2026-11-30T18:00 to 2026-11-30T19:30");
  });

  test("of Meet have times without dates, which the facts above them have", () => {
    const { reading } = readingOf(
      csvOf(`Meeting title|Date|Start time|End time
Process group|2026-11-30|18:00|19:30

First name|Last name|Email|Duration|Time joined|Time exited
Lee||x|90|18:00|19:30
Ann|Smith|x|30|18:02:10|18:32:00`),
      { mapping: `mapping: 1\n${CLINICIANS}` },
    );
    expect(reading.entries).toHaveLength(2);
    expect(hoursOf(reading)[1]).toBe("2026-11-30T18:00 to 2026-11-30T19:30");
  });

  test("without facts of the meeting are a session from the first join to the last leave", () => {
    const { reading } = readingOf(
      csvOf(
        "Name (Original Name)|Join Time|Leave Time\nLee|2026-11-30 18:00:00|2026-11-30 19:30:00\nAnn|2026-11-30 18:10:00|2026-11-30 19:00:00",
      ),
      { mapping: `mapping: 1\n${CLINICIANS}` },
    );
    expect(hoursOf(reading)[1]).toBe("2026-11-30T18:00 to 2026-11-30T19:30");
    expect(wordsOf(reading)).toContain("from the first join to the last leave");
  });
});

describe("workbooks", () => {
  const HEAD = ["Start", "Client", "Therapist", "Room"];
  const START = { number: 46356.75, shownAs: "date-time" } as const;

  test("hidden rows, columns and sheets are not read, and are named", () => {
    const visible = sheetOf([HEAD, [START, "Ann", "Lee", "x"], [START, "Bo", "Lee", "x"]], { hiddenRows: [3], hiddenColumns: [3] });
    const hidden = sheetOf([HEAD, [START, "Cy", "Lee", "x"]], { sheet: { number: 2, name: "Old", isHidden: true } });
    const { reading } = readingOf([visible, hidden]);
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "entry", 3: "hidden", "2!1": "hidden", "2!2": "hidden" });
    expect(wordsOf(reading)).toContain("Hidden columns are not read: D of sheet 1.");
    const mapped = readTables(
      [visible],
      0,
      optionsOf({ mapping: "mapping: 1\ncolumns: { start: Start, patient: Client, clinician: Room }" }),
    );
    expect(mapped).toMatchObject({ at: null });
  });

  test("a name that is merged over three rows is in all of them", () => {
    const { reading } = readingOf(
      sheetOf([HEAD, [START, "Ann", { text: "Lee", covers: { rows: 3, columns: 1 } }], [START, "Bo"], [START, "Cy"], [START, "Di"]]),
    );
    expect(reading.entries.map(({ clinicians }) => clinicians[0])).toEqual(["Lee", "Lee", "Lee"]);
    expect(fatesOf(reading)[5]).toBe("not-understood");
  });

  test("a formula without a stored value and an error are named by their cells", () => {
    const { reading } = readingOf(
      sheetOf([
        HEAD,
        [START, { text: "", fault: "no-value" }, "Lee"],
        [START, "Ann", { text: "#REF!", fault: "error" }],
        [START, "Bo", "Lee", { text: "", fault: "error" }],
      ]),
    );
    expect(fatesOf(reading)).toEqual({ 1: "heading", 2: "not-understood", 3: "not-understood", 4: "entry" });
    expect(wordsOf(reading)).toContain("cell B2 is a formula without a stored value");
    expect(wordsOf(reading)).toContain("cell C3 has an error");
  });

  test("several sheets with sessions are a question, and --sheet answers it", () => {
    const sheets = [1, 2].map((number) =>
      sheetOf([HEAD, [START, "Ann", "Lee"]], { sheet: { number, name: `Week ${number}`, isHidden: false } }),
    );
    expect(readingOf(sheets).reading.questions).toMatchObject([{ code: "sheet", scope: "file" }]);
    const { reading, used } = readingOf(sheets, { sheet: "week 2" });
    expect(fatesOf(reading)).toEqual({ 1: "left-out", 2: "left-out", "2!1": "heading", "2!2": "entry" });
    expect(used.sheet).toBe("week 2");
    expect(readTables(sheets, 0, optionsOf({ sheet: "Zebrowski" }))).toMatchObject({ at: null });
  });

  test("a sheet without a table is left out and named, beside one with a table", () => {
    const notes = sheetOf([["Zebrowski called"], [""]], { sheet: { number: 1, name: "Notes", isHidden: false } });
    const week = sheetOf([HEAD, [START, "Ann", "Lee"]], { sheet: { number: 2, name: "Week", isHidden: false } });
    const { reading } = readingOf([notes, week]);
    expect(fatesOf(reading)).toEqual({ 1: "left-out", 2: "blank", "2!1": "heading", "2!2": "entry" });
    expect(wordsOf(reading)).toContain("Sheet 1 is left out");
    expect(wordsOf(reading)).not.toContain("Zebrowski");
  });
});

describe("a grid", () => {
  const MAPPING = `
mapping: 1
from: xlsx
timezone: America/New_York
grid: { days: row 3, times: column A, step: 30, cell: [title, clinicians, headcount], leaveOut: [staff meeting] }
status: { canceled: [cancelled, canceled] }
${CLINICIANS}`;

  test("has the length in the height of its cells, and each cell in one place", () => {
    const { reading } = readingOf(
      sheetOf(
        [
          ["Week of Nov 30"],
          [],
          ["", { number: 46356, shownAs: "date" }, { text: "Tue 12/1", covers: { rows: 1, columns: 2 } }, "", "Notes"],
          [
            { number: 0.75, shownAs: "time" },
            { text: "Process group\nLee, Ortiz\n7", covers: { rows: 3, columns: 1 } },
            "Staff meeting",
            "Psychoed\nLee\n9 clients",
            "call Bo",
          ],
          ["", "", "Canceled - Psychoed\nOrtiz\n9", "", ""],
          ["7 pm", "", "Psychoed\nLee\nmany", "Psychoed\nLee\n8\nmore"],
          ["Legend", "", "", "x"],
        ],
        { hiddenColumns: [] },
      ),
      { mapping: MAPPING, week: "2026-11-30" },
    );
    expect(fatesOf(reading)).toEqual({
      A1: "heading",
      B3: "heading",
      C3: "heading",
      E3: "heading",
      A4: "heading",
      B4: "entry",
      C4: "left-out",
      D4: "entry",
      E4: "not-understood",
      C5: "entry",
      A6: "heading",
      C6: "not-understood",
      D6: "not-understood",
      A7: "heading",
      D7: "no-time",
    });
    expect(hoursOf(reading)).toEqual([
      "2026-11-30T18:00 to 2026-11-30T19:30",
      "2026-12-01T18:00 to 2026-12-01T18:30",
      "2026-12-01T18:30 to 2026-12-01T19:00",
    ]);
    expect(reading.entries[0]).toMatchObject({
      clinicians: ["Lee", "Ortiz"],
      headcount: { patients: 7 },
      title: "Process group",
      status: "planned",
    });
    expect(reading.entries[2]).toMatchObject({ title: "Psychoed", clinicians: ["Ortiz"], headcount: { patients: 9 }, status: "canceled" });
    expect(wordsOf(reading)).toContain("Dates in row 3 have the month first");
  });

  test("with weekdays alone needs the week", () => {
    const sheet = sheetOf([[], [], ["", "Mon", "Tue"], ["18:00", "Process group\nLee\n7"]]);
    expect(hoursOf(readingOf(sheet, { mapping: MAPPING, week: "2026-12-02" }).reading)).toEqual(["2026-12-07T18:00 to 2026-12-07T18:30"]);
    const { reading } = readingOf(sheet, { mapping: MAPPING });
    expect(reading.questions).toMatchObject([{ code: "week", scope: "file" }]);
    expect(fatesOf(reading).B4).toBe("waits");
  });

  test("in a CSV file leaves the length to the mapping, if that has lengths", () => {
    const table = csvOf("\n\n|Mon\n18:00|Process group");
    expect(hoursOf(readingOf(table, { mapping: MAPPING, week: "2026-11-30" }).reading)).toEqual(["2026-11-30T18:00 to 2026-11-30T18:30"]);
    expect(hoursOf(readingOf(table, { mapping: `${MAPPING}\nminutes: 90`, week: "2026-11-30" }).reading)).toEqual([
      "2026-11-30T18:00 to ?",
    ]);
  });
});
