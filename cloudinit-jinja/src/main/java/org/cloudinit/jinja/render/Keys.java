package org.cloudinit.jinja.render;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Locale;
import org.cloudinit.jinja.value.Members;
import org.cloudinit.jinja.value.None;
import org.cloudinit.jinja.value.Texts;

/** What items are compared and chosen by: attributes, given as {@code address.city}. */
final class Keys {
    private final Members members;
    private final Texts texts;

    Keys(Members members, Texts texts) {
        this.members = members;
        this.texts = texts;
    }

    /** An attribute of an item; the item itself where the attribute is none. */
    Object of(Object item, Object attribute) {
        if (attribute == None.NONE) {
            return item;
        }
        if (attribute instanceof BigInteger index) {
            return members.item(item, index);
        }
        Object value = item;
        for (String part : texts.str(attribute).split("\\.", -1)) {
            boolean number = !part.isEmpty() && part.chars().allMatch(Character::isDigit);
            value = members.item(value, number ? new BigInteger(part) : part);
        }
        return value;
    }

    /** The values of attributes with commas between them, as a list. */
    Object several(Object item, Object attributes, boolean exact) {
        var values = new ArrayList<Object>();
        if (attributes instanceof String text) {
            for (String attribute : text.split(",", -1)) {
                values.add(cased(of(item, attribute), exact));
            }
        } else {
            values.add(cased(of(item, attributes), exact));
        }
        return values;
    }

    /** A value, in small letters unless case counts. */
    static Object cased(Object value, boolean exact) {
        return value instanceof String text && !exact ? text.toLowerCase(Locale.ROOT) : value;
    }
}
