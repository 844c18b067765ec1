package lectern.store;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes Flyway's messages on one level lower: what it tells at every start is of interest only to
/// those who look for a fault. Its errors come to the operator as exceptions anyway.
public record FlywayLog(Logger log) implements Log {

  /// Public with a constructor without arguments, because Flyway makes it from its name.
  public static final class Creator implements LogCreator {

    @Override
    public Log createLogger(Class<?> type) {
      return new FlywayLog(LoggerFactory.getLogger(type));
    }
  }

  @Override
  public void debug(String message) {
    log.trace(message);
  }

  @Override
  public void info(String message) {
    log.debug(message);
  }

  @Override
  public void warn(String message) {
    log.info(message);
  }

  @Override
  public void error(String message) {
    log.debug(message);
  }

  @Override
  public void error(String message, Exception e) {
    log.debug(message, e);
  }

  @Override
  public void notice(String message) {
    log.debug(message);
  }
}
