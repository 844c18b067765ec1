/// The command line: what a person or a script says to Lectern in a terminal.
///
/// It knows what can be asked and how answers look, not how they come about. Read {@link
/// lectern.cli.Cli}, then the commands.
@NullMarked
package lectern.cli;

import org.jspecify.annotations.NullMarked;
