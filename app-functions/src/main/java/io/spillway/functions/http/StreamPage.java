package io.spillway.functions.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.InstantRange;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.wire.PageJson;
import java.util.function.Function;

/** Lists one page of a stream's data, for routes with {@code streamId} in their path. */
public final class StreamPage {

  private StreamPage() {}

  /** Listing of a stream's data in a range of time. */
  public interface Listing<T> {

    Page<T> list(String streamId, InstantRange range, PageRequest page);
  }

  /**
   * Returns the page.
   *
   * @param listing the listing, such as {@code events::list}
   */
  public static <T> ApiResponse of(Call call, Listing<T> listing, Function<T, ObjectNode> write) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    PageRequest page = query.page();
    InstantRange range = new InstantRange(query.instant("from"), query.instant("to"));
    query.orThrow();
    return ApiResponse.json(200, PageJson.write(listing.list(stream, range, page), write));
  }
}
