/// Reads files on this machine, in worker processes that a bad file can hang, exhaust or crash
/// without any harm to the server.
///
/// On the server's side read {@link lectern.parse.local.LocalParser}, {@link
/// lectern.parse.local.LocalRenderer}, {@link lectern.parse.local.Workers} and {@link
/// lectern.parse.local.Worker}; on the worker's, {@link lectern.parse.local.WorkerMain}, {@link
/// lectern.parse.local.Sniffer} and {@link lectern.parse.local.Readers}; {@link
/// lectern.parse.local.Wire} is between them. {@link lectern.parse.local.FormatReader} is what each
/// format implements.
@NullMarked
package lectern.parse.local;

import org.jspecify.annotations.NullMarked;
