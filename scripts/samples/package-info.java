/// Makes the documents in `samples/`: the papers of one invented company, all from one set of
/// facts.
///
/// Start with [samples.MakeSamples]; [samples.Facts] holds what more than one document says; each
/// document has a class of its own. [samples.Galley], [samples.Table] and [samples.Canvas] set type
/// for the PDFs and know nothing about what is written.
@NullMarked
package samples;

import org.jspecify.annotations.NullMarked;
