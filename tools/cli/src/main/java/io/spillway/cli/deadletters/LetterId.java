package io.spillway.cli.deadletters;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Refuses what can be no letter's id before the deployment takes it for another path. */
final class LetterId implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("must not be blank");
    }
    return text;
  }
}
