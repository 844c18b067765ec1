/// Lectern: a document goes in, a cited answer comes out.
///
/// {@link lectern.Main} wires everything by hand, in one method.
@NullMarked
package lectern;

import org.jspecify.annotations.NullMarked;
