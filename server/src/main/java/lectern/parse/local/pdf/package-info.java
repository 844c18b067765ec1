/// PDF becomes Markdown: text with its layout, tables, form values, notes, and pictures of text.
///
/// It does not know where its pages go, and it trusts nothing a file says about itself. Reading
/// order: {@link lectern.parse.local.pdf.PdfReader} opens a file and walks its {@link
/// lectern.parse.local.pdf.PageTree}; {@link lectern.parse.local.pdf.PageText} collects the glyphs
/// of a page on its {@link lectern.parse.local.pdf.Sheet}; {@link lectern.parse.local.pdf.Runs}
/// makes words of them, {@link lectern.parse.local.pdf.RuledTables} finds the tables that have
/// lines around their cells, {@link lectern.parse.local.pdf.Columns} puts the rest in reading
/// order, {@link lectern.parse.local.pdf.Tables} and {@link lectern.parse.local.pdf.Blocks} find
/// what it is, and {@link lectern.parse.local.pdf.MarkdownPage} writes it down. {@link
/// lectern.parse.local.pdf.PageExtras} adds forms and notes; {@link
/// lectern.parse.local.pdf.Pictures} and {@link lectern.parse.local.pdf.Tesseract} read pictures.
@NullMarked
package lectern.parse.local.pdf;

import org.jspecify.annotations.NullMarked;
