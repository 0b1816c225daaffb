/** Unpacks a part of a workbook piece by piece, counting what comes out: the sizes that an archive states may lie. */
import { Inflate } from "fflate";
import { MAX_PART_BYTES } from "../bounds.ts";
import { damaged, tooLarge, type ZipEntry } from "./zip-directory.ts";

/** Packed bytes to unpack at a time. A byte gives 1,032 at most, so a piece is at most 8 MiB. */
const PIECE_BYTES = 8 * 1024;

/** Gives the unpacked bytes of an entry to `use`, in order. Throws a `Refusal`: too large, damaged. */
export function unpack({ packed, isDeflated, checksum }: ZipEntry, use: (piece: Uint8Array) => void): void {
  let size = 0;
  let sum = 0;
  const take = (piece: Uint8Array) => {
    size += piece.length;
    if (size > MAX_PART_BYTES) throw tooLarge();
    sum = crc32(piece, sum);
    use(piece);
  };
  if (isDeflated) inflate(packed, take);
  else take(packed);
  if (sum !== checksum) throw damaged();
}

/** Maximum consecutive pieces without output: an uncompressed block of up to 64 KiB comes out at once. */
const MAX_EMPTY = 16;

function inflate(packed: Uint8Array, take: (piece: Uint8Array) => void): void {
  let piece: Uint8Array = packed;
  let empty = 0;
  const stream = new Inflate((inflated) => {
    piece = inflated;
  });
  for (let at = 0; at < packed.length || at === 0; at += PIECE_BYTES) {
    try {
      stream.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length);
    } catch {
      throw damaged();
    }
    // The library keeps what follows the end of its data, and copies it every time.
    empty = piece.length === 0 ? empty + 1 : 0;
    if (empty > MAX_EMPTY) throw damaged();
    take(piece);
  }
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** The CRC-32 of bytes, continued from that of the bytes before them. */
function crc32(bytes: Uint8Array, before: number): number {
  let rest = ~before;
  for (let i = 0; i < bytes.length; i++) rest = (rest >>> 8) ^ (CRC_TABLE[(rest ^ (bytes[i] as number)) & 0xff] as number);
  return ~rest >>> 0;
}
