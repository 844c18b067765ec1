package lectern.chunk;

import lectern.document.TextRange;

/// A run of a page's text that stays in one piece: a block, a sentence, a table row, a line of
/// code.
///
/// @param range begins and ends with a character that is not white space
/// @param tokens of the range alone
/// @param context what it needs around it when it is the first of a chunk
record Part(TextRange range, int tokens, Context context) {}
