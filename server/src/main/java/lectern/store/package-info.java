/// Keeps what must not be lost: the database, and beside it the originals by their content. It
/// knows no table; the packages that own tables bring their statements.
///
/// Read {@link lectern.store.DataFolderLock}, {@link lectern.store.Database}, {@link
/// lectern.store.Blobs}.
@NullMarked
package lectern.store;

import org.jspecify.annotations.NullMarked;
