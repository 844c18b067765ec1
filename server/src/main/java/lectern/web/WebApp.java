package lectern.web;

import java.util.List;
import lectern.http.Route;

/// The routes of the web app: a fixed set of files, each read once at start.
public final class WebApp {

  public List<Route> routes() {
    return List.of();
  }
}
