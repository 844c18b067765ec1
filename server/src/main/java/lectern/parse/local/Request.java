package lectern.parse.local;

import java.nio.file.Path;

/// What a worker is asked: to read one file.
///
/// @param name the name the file's reader gave it
/// @param afterPage pages up to this number are not wanted
record Request(Path file, String name, int afterPage, ReadLimits limits) {}
