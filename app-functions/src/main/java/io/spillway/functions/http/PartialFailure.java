package io.spillway.functions.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import java.util.Map;

/**
 * Failure of one part of a request whose parts have results of their own.
 *
 * @param status the HTTP status that the part has
 * @param problem the problem details
 * @param headers the headers of the response to a request that fails as a whole
 */
public record PartialFailure(int status, ObjectNode problem, Map<String, String> headers) {

  /** Returns the failure that an exception causes, as in the response to a whole request. */
  public static PartialFailure of(RuntimeException thrown) {
    ApiResponse answer = ErrorResponses.handle(thrown);
    return new PartialFailure(
        answer.status(), Json.readObject(answer.body().toString()), answer.headers());
  }

  /** Returns whether the service has failed, so that the same request may succeed later. */
  public boolean isOfService() {
    return status >= 500;
  }

  /**
   * Returns a response that fails as a whole.
   *
   * @param members the members in addition to the problem details
   */
  public ApiResponse answer(ObjectNode members) {
    ObjectNode whole = problem.deepCopy();
    whole.setAll(members);
    ApiResponse answer = Problem.answer(whole);
    return new ApiResponse(answer.status(), answer.contentType(), answer.body(), headers);
  }
}
