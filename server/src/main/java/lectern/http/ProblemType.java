package lectern.http;

import java.util.Locale;

/// Every kind of problem a caller can be told, as RFC 9457 has it. The name is part of the API: it
/// is the end of `type`, which leads to a page that says the same as `explanation`.
public enum ProblemType {
  MALFORMED_REQUEST(
      400,
      "Malformed request",
      "The request is not HTTP/1.1, or its body is not encoded as its headers say."),
  NOT_JSON(400, "Not JSON", "The body is no JSON, has a key twice, or is nested too deeply."),
  BODY_BROKEN_OFF(400, "Body broken off", "The connection ended before the whole body had come."),
  INVALID_PARAMETER(
      400,
      "Invalid parameter",
      "A query parameter or a part of the path is unknown, missing, or not of the right form."),
  INVALID_BODY(400, "Invalid body", "A field of the body is unknown, missing or not allowed."),
  INVALID_CURSOR(
      400,
      "Invalid cursor",
      "The cursor was not given out by this list, or with other filters. Begin without one."),
  INVALID_MULTIPART(
      400, "Invalid multipart body", "The multipart body has no end, no boundary, or no file."),
  UNAUTHENTICATED(
      401,
      "Not signed in",
      "Send a key as `Authorization: Bearer lk_…`, or sign in with the link the server printed."),
  FORBIDDEN(403, "Not allowed", "The key is good, but its role does not allow this."),
  CROSS_SITE(
      403,
      "Request of another site",
      "A browser's session may only be used by Lectern's own pages. Programs use a key."),
  NOT_FOUND(404, "Not found", "There is no such thing in this workspace, or no such address."),
  NO_PAGE_IMAGE(404, "No picture of the page", "Only pages of PDF files can be shown as pictures."),
  METHOD_NOT_ALLOWED(405, "Method not allowed", "The address exists, but not for this method."),
  CONFLICT(409, "Conflict", "What is asked contradicts what is there, such as a name taken twice."),
  TOO_LARGE(
      413, "Too large", "The body, or a file, is larger than a limit the operator can raise."),
  ADDRESS_TOO_LONG(414, "Address too long", "The first line of a request may have 8 KB."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "Unsupported media type", "The body is not of a media type this address takes."),
  RANGE_NOT_SATISFIABLE(416, "Range not satisfiable", "The file is shorter than the range."),
  NOT_ACCEPTED(422, "Not accepted", "The request is understood, but what it brings is not taken."),
  TOO_MANY_REQUESTS(
      429, "Too many requests", "The key is over its limit; `Retry-After` says when it is not."),
  MODEL_NOT_FOUND(
      404, "No such model", "No route has this name, and no configured provider serves the model."),
  PROVIDER_FAILED(
      502, "The provider failed", "A paid service made a mistake, or could not be understood."),
  PROVIDER_NOT_USABLE(
      502,
      "The provider cannot be used",
      "A paid service does not accept the operator's key, credit or settings."),
  PROVIDER_UNAVAILABLE(
      503, "The provider is not there", "A paid service cannot be reached, or has too much to do."),
  PROVIDER_TOO_SLOW(
      504, "The provider is too slow", "The answer did not come before the request's deadline."),
  BROKEN(500, "Our own mistake", "Lectern made a mistake. Please report it, with the request id."),
  UNAVAILABLE(
      503,
      "Unavailable",
      "The database, the index or a model cannot be used now. The operator finds more in the log."),
  TOO_BUSY(503, "Too busy", "There are as many connections or streams as the limits allow."),
  DISK_FULL(507, "No room", "The server's disk is full: the operator must free space.");

  private final int status;
  private final String title;
  private final String explanation;

  ProblemType(int status, String title, String explanation) {
    this.status = status;
    this.title = title;
    this.explanation = explanation;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String explanation() {
    return explanation;
  }

  /// The last part of its address: `/problems/not-found`.
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
