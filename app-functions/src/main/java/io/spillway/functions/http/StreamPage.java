package io.spillway.functions.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.wire.PageJson;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A page of what a stream has, as a call to a route with {@code streamId} in its path asks for it.
 */
public final class StreamPage {

  private StreamPage() {}

  /**
   * The page.
   *
   * @param list such as {@code events::list}
   */
  public static <T> ApiResponse of(
      Call call, BiFunction<String, PageRequest, Page<T>> list, Function<T, ObjectNode> write) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(200, PageJson.write(list.apply(stream, page), write));
  }
}
