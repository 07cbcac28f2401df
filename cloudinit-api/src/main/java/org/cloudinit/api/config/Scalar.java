package org.cloudinit.api.config;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A single value with its YAML 1.1 type, as PyYAML's {@code safe_load} resolves it.
 *
 * <p>A long file for a reason: the nine kinds are alike, and each writes out its equality, which
 * leaves the origin aside and must not be made by the run time on the way of a boot.
 */
public sealed interface Scalar extends ConfigTree {
    /** A computed string. */
    static Text text(String value) {
        return new Text(value, Origin.BUILT_IN);
    }

    /** A computed integer. */
    static Int integer(long value) {
        return new Int(value, Origin.BUILT_IN);
    }

    /** A computed truth value. */
    static Bool bool(boolean value) {
        return new Bool(value, Origin.BUILT_IN);
    }

    /** A computed null. */
    static Null nothing() {
        return new Null(Origin.BUILT_IN);
    }

    /** The value as Python's {@code str()} shows it: {@code True}, {@code None}, {@code 1.0}. */
    String display();

    /** Kind and place, never the value, which may be secret: what {@code toString} prints. */
    private static String describe(Scalar scalar) {
        return scalar.kind() + " at " + scalar.origin();
    }

    /** {@code !!str}. */
    record Text(String value, Origin origin) implements Scalar {
        public Text {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(origin, "origin");
        }

        @Override
        public String display() {
            return value;
        }

        @Override
        public boolean truthy() {
            return !value.isEmpty();
        }

        @Override
        public String kind() {
            return "string";
        }

        @Override
        public Text at(Origin place) {
            return new Text(value, place);
        }

        @Override
        public String toString() {
            return Scalar.describe(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /** {@code !!int} within 64 bits. */
    record Int(long value, Origin origin) implements Scalar {
        @Override
        public String display() {
            return Long.toString(value);
        }

        @Override
        public boolean truthy() {
            return value != 0;
        }

        @Override
        public String kind() {
            return "whole number";
        }

        @Override
        public Int at(Origin place) {
            return new Int(value, place);
        }

        @Override
        public String toString() {
            return Scalar.describe(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Int that && value == that.value;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(value);
        }
    }

    /** {@code !!int} beyond 64 bits; kept apart so that usual documents never load BigInteger. */
    record BigInt(BigInteger value, Origin origin) implements Scalar {
        public BigInt {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String display() {
            return value.toString();
        }

        @Override
        public boolean truthy() {
            return true;
        }

        @Override
        public String kind() {
            return "whole number";
        }

        @Override
        public BigInt at(Origin place) {
            return new BigInt(value, place);
        }

        @Override
        public String toString() {
            return Scalar.describe(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BigInt that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /** {@code !!float}. */
    record Real(double value, Origin origin) implements Scalar {
        @Override
        public String display() {
            return PythonFloat.repr(value);
        }

        @Override
        public boolean truthy() {
            return value != 0.0;
        }

        @Override
        public String kind() {
            return "number";
        }

        @Override
        public Real at(Origin place) {
            return new Real(value, place);
        }

        @Override
        public String toString() {
            return Scalar.describe(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Real that && Double.compare(value, that.value) == 0;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(value);
        }
    }

    /** {@code !!bool}. */
    record Bool(boolean value, Origin origin) implements Scalar {
        @Override
        public String display() {
            return value ? "True" : "False";
        }

        @Override
        public boolean truthy() {
            return value;
        }

        @Override
        public String kind() {
            return "boolean";
        }

        @Override
        public Bool at(Origin place) {
            return new Bool(value, place);
        }

        @Override
        public String toString() {
            return Scalar.describe(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bool that && value == that.value;
        }

        @Override
        public int hashCode() {
            return Boolean.hashCode(value);
        }
    }

    /** {@code !!null}. */
    record Null(Origin origin) implements Scalar {
        @Override
        public String display() {
            return "None";
        }

        @Override
        public boolean truthy() {
            return false;
        }

        @Override
        public String kind() {
            return "null";
        }

        @Override
        public Null at(Origin place) {
            return new Null(place);
        }

        @Override
        public String toString() {
            return Scalar.describe(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Null;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    /** {@code !!timestamp} that holds a day only. */
    record Date(LocalDate value, Origin origin) implements Scalar {
        public Date {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String display() {
            return value.toString();
        }

        @Override
        public boolean truthy() {
            return true;
        }

        @Override
        public String kind() {
            return "date";
        }

        @Override
        public Date at(Origin place) {
            return new Date(value, place);
        }

        @Override
        public String toString() {
            return Scalar.describe(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Date that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /**
     * {@code !!timestamp} with a time of day.
     *
     * @param value date and time as written
     * @param offset the zone as written, or null where the document names none
     */
    record Timestamp(LocalDateTime value, @Nullable ZoneOffset offset, Origin origin)
            implements Scalar {
        public Timestamp {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String display() {
            String text = value.withNano(0).toString().replace('T', ' ');
            if (value.getSecond() == 0) {
                text += ":00";
            }
            int micros = value.getNano() / 1000;
            if (micros > 0) {
                text += "." + Integer.toString(1_000_000 + micros).substring(1);
            }
            return offset == null
                    ? text
                    : text + (offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId());
        }

        @Override
        public boolean truthy() {
            return true;
        }

        @Override
        public String kind() {
            return "timestamp";
        }

        @Override
        public Timestamp at(Origin place) {
            return new Timestamp(value, offset, place);
        }

        @Override
        public String toString() {
            return Scalar.describe(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Timestamp that
                    && value.equals(that.value)
                    && Objects.equals(offset, that.offset);
        }

        @Override
        public int hashCode() {
            return Objects.hash(value, offset);
        }
    }

    /** {@code !!binary}: bytes. */
    record Binary(byte[] value, Origin origin) implements Scalar {
        public Binary {
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        /** Shows the size only: bytes in a configuration are as a rule keys or scripts. */
        @Override
        public String display() {
            return "<" + value.length + " bytes>";
        }

        @Override
        public boolean truthy() {
            return value.length > 0;
        }

        @Override
        public String kind() {
            return "binary";
        }

        @Override
        public Binary at(Origin place) {
            return new Binary(value, place);
        }

        @Override
        public String toString() {
            return Scalar.describe(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Binary that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }
}
