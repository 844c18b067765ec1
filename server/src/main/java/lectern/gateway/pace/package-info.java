/// How much may be sent, when, and to whom: limits of rate, places, and targets that are left alone
/// because they fail.
///
/// It does not know what is sent. Read {@link lectern.gateway.pace.Gatekeeper} first.
@NullMarked
package lectern.gateway.pace;

import org.jspecify.annotations.NullMarked;
