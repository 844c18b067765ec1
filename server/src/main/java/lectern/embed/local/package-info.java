/// The embedding model that runs in this process, on the processor, without any other server.
@NullMarked
package lectern.embed.local;

import org.jspecify.annotations.NullMarked;
