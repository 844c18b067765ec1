/// What can be asked over HTTP, and the shapes of the answers. `openapi.yaml` is the contract; a
/// test holds it to the routes and their replies.
///
/// It does not know how things are done, nor the server that carries it. Read {@link
/// lectern.api.Api}.
@NullMarked
package lectern.api;

import org.jspecify.annotations.NullMarked;
