package io.spillway.cli.deadletters;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Validates a dead letter's id, which the deployment could otherwise take for another path. */
final class LetterId implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("must not be blank");
    }
    return text;
  }
}
