/// How bytes travel to providers and back: one request, one reply, no retries, no redirects, with a
/// time limit on each part.
///
/// It does not know what the bytes mean. Read {@link lectern.gateway.wire.Transport} first.
@NullMarked
package lectern.gateway.wire;

import org.jspecify.annotations.NullMarked;
