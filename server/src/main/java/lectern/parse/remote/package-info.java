/// Bytes become pages at a provider, or here when it cannot.
///
/// It does not know where anything is kept. Read {@link lectern.parse.remote.RoutedParser}, then
/// {@link lectern.parse.remote.PaidParser}.
@NullMarked
package lectern.parse.remote;

import org.jspecify.annotations.NullMarked;
