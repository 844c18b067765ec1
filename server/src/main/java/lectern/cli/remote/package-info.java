/// The command line's side of a server's API: one request, one upload, one stream of events at a
/// time, and how long it bears with a server that is away.
///
/// It does not know commands, nor how anything is shown. Read {@link
/// lectern.cli.remote.ServerClient}, then {@link lectern.cli.remote.Awaiting}.
@NullMarked
package lectern.cli.remote;

import org.jspecify.annotations.NullMarked;
