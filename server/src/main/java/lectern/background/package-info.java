/// Work that nobody waits for, and which makes way for work that somebody does.
///
/// It does not know what the work is. Read {@link lectern.background.BackgroundThreads}.
@NullMarked
package lectern.background;

import org.jspecify.annotations.NullMarked;
