/** The directory of a zip archive: which files are in it, and where. Nothing is unpacked here, and no size is trusted. */
import { say } from "../../message.ts";
import { EXPORT_LESS, MAX_PART_BYTES } from "../bounds.ts";
import { Refusal } from "../unimportable.ts";

export interface ZipEntry {
  /** The compressed bytes. */
  readonly packed: Uint8Array;
  readonly isDeflated: boolean;
  /** CRC-32 of the unpacked bytes. */
  readonly checksum: number;
}

/** By path in lower case, for paths in a workbook differ in letter case from one writer to another. */
export type ZipDirectory = ReadonlyMap<string, ZipEntry>;

export const MAX_PARTS = 2_000;
/** Maximum bytes of all parts when unpacked, by what the directory says of them. */
const MAX_TOTAL_BYTES = 256 * 1024 * 1024;

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const MAX_COMMENT = 0xffff;

/** A workbook that does not hold together: cut off in a download, or altered. */
export function damaged(): Refusal {
  return new Refusal(say`This workbook is damaged.`, say`Export or copy it again. Or open it in Excel and save it under another name.`);
}

/** Reads the directory at the end of a zip archive. Throws a `Refusal`. */
export function readZipDirectory(bytes: Uint8Array): ZipDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, start } = directoryOf(view);
  if (count > MAX_PARTS) throw new Refusal(say`This workbook has more than ${MAX_PARTS} parts.`, EXPORT_LESS);
  const entries = new Map<string, ZipEntry>();
  let total = 0;
  for (let i = 0, at = start; i < count; i++) {
    if (at + ENTRY_LENGTH > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw damaged();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as Three;
    const path = pathOf(bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength));
    const sizes = sizesOf(view, at, at + ENTRY_LENGTH + nameLength, extraLength);
    total += sizes.unpacked;
    if (sizes.unpacked > MAX_PART_BYTES || total > MAX_TOTAL_BYTES) throw tooLarge();
    if (entries.has(path)) throw damaged();
    entries.set(path, entryAt(view, bytes, at, sizes));
    at += ENTRY_LENGTH + nameLength + extraLength + commentLength;
  }
  return entries;
}

type Three = [number, number, number];

export function tooLarge(): Refusal {
  return new Refusal(say`This workbook is too large when unpacked.`, EXPORT_LESS);
}

/** Where the directory starts, and how many entries it has. */
function directoryOf(view: DataView): { count: number; start: number } {
  const lowest = Math.max(0, view.byteLength - END_LENGTH - MAX_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= lowest; at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    const count = view.getUint16(at + 10, true);
    const start = view.getUint32(at + 16, true);
    return start === 0xffffffff || count === 0xffff ? longDirectoryOf(view, at) : { count, start };
  }
  throw damaged();
}

const LONG_LOCATOR_SIGNATURE = 0x07064b50;
const LONG_END_SIGNATURE = 0x06064b50;

/** The same in Zip64, which some writers use for archives of any size. */
function longDirectoryOf(view: DataView, end: number): { count: number; start: number } {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== LONG_LOCATOR_SIGNATURE) throw damaged();
  const at = longNumber(view, locator + 8);
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== LONG_END_SIGNATURE) throw damaged();
  return { count: longNumber(view, at + 32), start: longNumber(view, at + 48) };
}

/** 64 bits; what exceeds a file is as good as infinite. */
function longNumber(view: DataView, at: number): number {
  if (at + 8 > view.byteLength) throw damaged();
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

interface Sizes {
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** What an entry says of its sizes and its offset: 32 bits each, or 64 in an extra field where these are all ones. */
function sizesOf(view: DataView, entry: number, extra: number, extraLength: number): Sizes {
  const short = {
    unpacked: view.getUint32(entry + 24, true),
    packed: view.getUint32(entry + 20, true),
    offset: view.getUint32(entry + 42, true),
  };
  for (let at = extra; at + 4 <= Math.min(extra + extraLength, view.byteLength); at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const long = (value: number) => {
      if (value !== 0xffffffff) return value;
      next += 8;
      return longNumber(view, next - 8);
    };
    return { unpacked: long(short.unpacked), packed: long(short.packed), offset: long(short.offset) };
  }
  return short;
}

function entryAt(view: DataView, bytes: Uint8Array, at: number, { packed, offset }: Sizes): ZipEntry {
  if (offset + LOCAL_LENGTH > bytes.length || view.getUint32(offset, true) !== LOCAL_SIGNATURE) throw damaged();
  const start = offset + LOCAL_LENGTH + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw damaged();
  if ((view.getUint16(at + 8, true) & 1) === 1)
    throw new Refusal(say`This archive is protected by a password.`, say`Save a copy without a password, then import the copy.`);
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) throw damaged();
  return { packed: bytes.subarray(start, start + packed), isDeflated: method === 8, checksum: view.getUint32(at + 16, true) };
}

/** `xl/workbook.xml`, also for `XL\Workbook.xml` and `/xl/workbook.xml`. */
function pathOf(name: Uint8Array): string {
  return new TextDecoder().decode(name).replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}
