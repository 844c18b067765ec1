/// The one door to paid services: what is asked of them, what went wrong, what is done about it,
/// and what everybody can see of it.
///
/// It knows no document, no page and no chunk. Read {@link lectern.gateway.Gateway} (the one loop),
/// {@link lectern.gateway.CallError}, {@link lectern.gateway.RetryPolicy}; then `wire` (how bytes
/// travel), `pace` (how much may be sent, and to whom), and a sub-package for each kind of
/// provider.
@NullMarked
package lectern.gateway;

import org.jspecify.annotations.NullMarked;
