package io.spillway.core;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.Ids;
import io.spillway.ports.event.StreamEvent;
import java.util.regex.Pattern;

/** Names of donors and ids of their messages. */
public final class Donors {

  /** Name that is shown instead of a withheld or secret one. */
  public static final String SOMEONE = "Someone";

  private static final Pattern MESSAGE_ID =
      Pattern.compile("[0-9a-f]{%d}".formatted(Ids.DERIVED_LENGTH));

  private Donors() {}

  /**
   * {@return the id of a donation's message on its stream, always the same for the event}
   *
   * @param donation the event
   */
  public static String messageId(StreamEvent donation) {
    return Ids.derive("donation\n" + donation.key());
  }

  /**
   * {@return whether a message's id has the form of {@link #messageId}} Ids of other messages
   * rarely have it, but may.
   *
   * @param messageId any id
   */
  public static boolean isMessageId(String messageId) {
    return MESSAGE_ID.matcher(messageId).matches();
  }

  /**
   * {@return whether a name is shared by many donors, so that one of them is not responsible for
   * the messages of another}
   *
   * @param author the author of a donor's message
   */
  public static boolean isShared(String author) {
    return AuthorNames.same(author, StreamEvent.ANONYMOUS) || AuthorNames.same(author, SOMEONE);
  }
}
