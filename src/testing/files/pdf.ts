/** Sizes of a page in points, 72 to the inch, and where its first line is. */
const SIZES = { label: { box: '283 283', top: 240 }, a4: { box: '595 842', top: 800 } } as const;

export interface PdfPage {
  readonly size: keyof typeof SIZES;
  /** Written one below the other. */
  readonly lines: readonly string[];
}

/** The smallest PDF with a line of text after another. The same pages give the same bytes. */
export function pdfOf(pages: readonly PdfPage[]): Buffer {
  // 1 the catalog, 2 the list of pages, 3 the font, then each page followed by its content.
  const kids = pages.map((_, index) => `${String(4 + 2 * index)} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${String(pages.length)} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((page, index) => pageObjects(page, 5 + 2 * index)),
  ].map((object, index) => `${String(index + 1)} 0 obj\n${object}\nendobj\n`);
  // Four bytes above 127, so that a client that takes this for text shows itself.
  const head = '%PDF-1.4\n%âãÏÓ\n';
  const offsets = objects.map((_, index) => head.length + objects.slice(0, index).join('').length);
  const size = String(objects.length + 1);
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const body = head + objects.join('');
  const xref = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\n`;
  return Buffer.from(`${body}${xref}startxref\n${String(body.length)}\n%%EOF\n`, 'latin1');
}

function pageObjects({ size, lines }: PdfPage, contents: number): string[] {
  const { box, top } = SIZES[size];
  // What the font cannot write becomes a question mark.
  const texts = lines.map((line) => line.replace(/[^ -~]/g, '?').replace(/[\\()]/g, String.raw`\$&`));
  const text = `BT /F1 12 Tf 20 ${String(top)} Td 16 TL (${texts.join(") '\n(")}) ' ET`;
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${box}] ` +
      `/Resources << /Font << /F1 3 0 R >> >> /Contents ${String(contents)} 0 R >>`,
    `<< /Length ${String(text.length)} >>\nstream\n${text}\nendstream`,
  ];
}
