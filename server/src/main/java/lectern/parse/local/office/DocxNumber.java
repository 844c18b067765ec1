package lectern.parse.local.office;

/// A paragraph's place in a numbering: which one, and its level from 0. The list `0` means none.
record DocxNumber(String list, int level) {}
