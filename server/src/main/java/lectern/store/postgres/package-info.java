/// Runs a PostgreSQL server of our own beside the JVM: unpacks it, makes its data folder, starts
/// it, and sees to it that it ends when the JVM ends. It knows nothing of what is kept in it.
///
/// Read {@link lectern.store.postgres.EmbeddedPostgres}, then {@code Binaries}, {@code Account},
/// {@code DataFolder}, {@code WatchedProcess} and {@code LeftoverServer} in the order of a start.
@NullMarked
package lectern.store.postgres;

import org.jspecify.annotations.NullMarked;
