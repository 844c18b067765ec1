package lectern.simulator.openai;

/// A line of a batch that can be tried.
///
/// @param number from 1
/// @param body the request's, as JSON
record BatchLine(int number, String customId, String body) {}
