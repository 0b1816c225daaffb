/** The letters of columns, as spreadsheets show them. */

/** `A` for column 0, `AA` for column 26. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/** 0 for `A`, 26 for `AA`; -1 without a letter. Letters are in upper case. */
export function columnIndex(letters: string): number {
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
