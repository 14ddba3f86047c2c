/** Sizes of a page in points, 72 to the inch. */
const PAGE_SIZES = { label: '283 283', a4: '595 842' } as const;

export interface PdfPage {
  readonly size: keyof typeof PAGE_SIZES;
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
    ...pages.flatMap(({ size, lines }, index) => {
      // What the font cannot write becomes a question mark.
      const texts = lines.map((line) => line.replace(/[^ -~]/g, '?').replace(/[\\()]/g, String.raw`\$&`));
      const content = `BT /F1 12 Tf 20 ${size === 'a4' ? '800' : '240'} Td 16 TL (${texts.join(") '\n(")}) ' ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE_SIZES[size]}] ` +
          `/Resources << /Font << /F1 3 0 R >> >> /Contents ${String(5 + 2 * index)} 0 R >>`,
        `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  // Four bytes above 127, so that a client that takes this for text shows itself.
  let file = '%PDF-1.4\n%âãÏÓ\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = String(objects.length + 1);
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(file.length)}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, 'latin1');
}
