package io.spillway.cli.cost;

/**
 * Volume of a site in a month of 730 hours.
 *
 * @param messages viewers' messages, 0 to {@value #MOST}
 * @param events events, 0 to {@value #MOST}
 * @param feedPolls polls of feeds that a cache does not answer, 0 to {@value #MOST}
 * @param liveHours the hours with traffic, evenly distributed; 1 to 730
 * @param memoryMb the memory of an instance: 512, 2048 or 4096
 */
public record Volume(long messages, long events, long feedPolls, int liveHours, int memoryMb) {

  /** Maximum number of messages, of events and of polls. */
  public static final long MOST = 1_000_000_000_000L;

  static final int MONTH_HOURS = 730;

  private static final double MB_IN_GB = 1024;
  private static final double HOUR_SECONDS = 3600;

  public Volume {
    if (messages < 0 || messages > MOST) {
      throw new IllegalArgumentException("--messages must be 0 to " + MOST);
    }
    if (events < 0 || events > MOST) {
      throw new IllegalArgumentException("--events must be 0 to " + MOST);
    }
    if (feedPolls < 0 || feedPolls > MOST) {
      throw new IllegalArgumentException("--feed-polls must be 0 to " + MOST);
    }
    if (liveHours < 1 || liveHours > MONTH_HOURS) {
      throw new IllegalArgumentException("--live-hours must be 1 to " + MONTH_HOURS);
    }
    if (memoryMb != 512 && memoryMb != 2048 && memoryMb != 4096) {
      throw new IllegalArgumentException("--memory-mb must be 512, 2048 or 4096");
    }
  }

  double memoryGb() {
    return memoryMb / MB_IN_GB;
  }

  /** Basis of a usage count. */
  enum Basis {
    MESSAGE,
    EVENT,
    POLL,
    MONTH;

    /** Returns the count in a volume. */
    double count(Volume volume) {
      return switch (this) {
        case MESSAGE -> volume.messages();
        case EVENT -> volume.events();
        case POLL -> volume.feedPolls();
        case MONTH -> 1;
      };
    }

    /** Returns the seconds over which the traffic is distributed. */
    double seconds(Volume volume) {
      return HOUR_SECONDS * (this == MONTH ? MONTH_HOURS : volume.liveHours());
    }
  }
}
