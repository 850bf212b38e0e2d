package io.spillway.ports.report;

import org.jspecify.annotations.Nullable;

/**
 * Filter of reports; all parts that are not null must match. Names are compared by {@link
 * io.spillway.ports.AuthorNames#key}.
 *
 * @param streamId the stream's id
 * @param messageId the message's id; needs a stream
 * @param author the author of the reported message
 * @param reporter the reporter
 */
public record ReportFilter(
    @Nullable String streamId,
    @Nullable String messageId,
    @Nullable String author,
    @Nullable String reporter) {

  private static final ReportFilter ALL = new ReportFilter(null, null, null, null);

  public ReportFilter {
    if (messageId != null && streamId == null) {
      throw new IllegalArgumentException("messageId needs a streamId");
    }
  }

  /** {@return the filter that matches every report} */
  public static ReportFilter all() {
    return ALL;
  }

  /**
   * {@return the same filter, of one stream}
   *
   * @param id {@link #streamId()}; null for any
   */
  public ReportFilter inStream(@Nullable String id) {
    return new ReportFilter(id, messageId, author, reporter);
  }

  /**
   * {@return the same filter, of one message}
   *
   * @param stream {@link #streamId()}
   * @param message {@link #messageId()}
   */
  public ReportFilter ofMessage(String stream, String message) {
    return new ReportFilter(stream, message, author, reporter);
  }

  /**
   * {@return the same filter, of one author's messages}
   *
   * @param name {@link #author()}; null for any
   */
  public ReportFilter about(@Nullable String name) {
    return new ReportFilter(streamId, messageId, name, reporter);
  }

  /**
   * {@return the same filter, by one reporter}
   *
   * @param name {@link #reporter()}; null for any
   */
  public ReportFilter by(@Nullable String name) {
    return new ReportFilter(streamId, messageId, author, name);
  }
}
