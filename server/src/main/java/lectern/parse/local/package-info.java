/// Reads files on this machine, in worker processes that a bad file can hang, exhaust or crash
/// without any harm to the server.
///
/// {@link lectern.parse.local.FormatReader} is what each format implements.
@NullMarked
package lectern.parse.local;

import org.jspecify.annotations.NullMarked;
