/** Sizes of a page in points, 72 to the inch. */
export const PAGE_SIZES = { label: [283, 283], a4: [595, 842] } as const;

export interface PdfPage {
  readonly size: keyof typeof PAGE_SIZES;
  /** Written one below the other, the first one large. */
  readonly lines: readonly string[];
}

const MARGIN = 20;
const LINE_HEIGHT = 16;

/** A PDF 1.4 with a line of text after another, in one font every reader has. The same pages give the same bytes. */
export function pdfOf(pages: readonly PdfPage[]): Buffer {
  // 1 the catalog, 2 the list of pages, 3 the font, then each page followed by its content.
  const kids = pages.map((_, index) => `${String(4 + 2 * index)} 0 R`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${String(pages.length)} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, index) => pageObjects(page, 5 + 2 * index)),
  ];
  return assemble(objects);
}

function pageObjects({ size, lines }: PdfPage, contentNumber: number): string[] {
  const [width, height] = PAGE_SIZES[size];
  const text = lines.map((line, index) => {
    return `/F1 ${index === 0 ? '14' : '10'} Tf (${escaped(line)}) Tj 0 -${String(LINE_HEIGHT)} Td`;
  });
  const start = `${String(MARGIN)} ${String(height - 2 * MARGIN)} Td`;
  const content = ['BT', start, ...text, 'ET'].join('\n');
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${String(width)} ${String(height)}] ` +
      `/Resources << /Font << /F1 3 0 R >> >> /Contents ${String(contentNumber)} 0 R >>`,
    `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
  ];
}

/** What the font cannot write becomes a question mark. */
function escaped(text: string): string {
  return text.replace(/[^ -~]/g, '?').replace(/[\\()]/g, String.raw`\$&`);
}

/** Numbers the objects and says at which byte each begins. */
function assemble(objects: readonly string[]): Buffer {
  // Four bytes above 127, so that whatever takes this for text shows itself.
  let file = '%PDF-1.4\n%âãÏÓ\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = String(objects.length + 1);
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(file.length)}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, 'latin1');
}
