/// Who may do what: API keys, the browsers that signed in, and how much each may ask for.
///
/// It does not know HTTP. Read {@link lectern.access.Caller}, then {@link lectern.access.Keys},
/// {@link lectern.access.Sessions} and {@link lectern.access.RequestRates}.
@NullMarked
package lectern.access;

import org.jspecify.annotations.NullMarked;
