/// Lectern: a document goes in, a cited answer comes out.
///
/// {@link lectern.Main} wires everything by hand, on one screen.
@NullMarked
package lectern;

import org.jspecify.annotations.NullMarked;
