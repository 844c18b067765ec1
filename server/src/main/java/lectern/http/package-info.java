/// HTTP, without knowing what is asked: routes, their permissions, replies, problems, streams,
/// limits and the log of accesses. Only this package knows Helidon.
///
/// Read {@link lectern.http.Route}, {@link lectern.http.Call} and {@link lectern.http.Reply}, then
/// {@link lectern.http.HttpServer}. How a request travels: {@link lectern.http.Wire}, {@link
/// lectern.http.Exchange}, {@link lectern.http.Responder}.
@NullMarked
package lectern.http;

import org.jspecify.annotations.NullMarked;
