package io.descent.optimizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a method remembers between two steps, as named arrays of doubles: all that a checkpoint has to hold for the
 * method to go on as if it had never stopped. Whole numbers up to 2⁵³ and truth values are held exactly.
 */
public final class OptimizerState {
    private final Map<String, double[]> arrays = new LinkedHashMap<>();

    /** Adds an array, which is not copied: it must not change any more. */
    public OptimizerState put(String name, double... values) {
        if (arrays.putIfAbsent(name, values) != null) {
            throw new IllegalArgumentException("a state must hold each name once, but holds " + name + " already");
        }
        return this;
    }

    public OptimizerState put(String name, boolean value) {
        return put(name, value ? 1.0 : 0.0);
    }

    /** Adds an array where there is one. */
    public OptimizerState putIfPresent(String name, double[] valuesOrNull) {
        return valuesOrNull == null ? this : put(name, valuesOrNull);
    }

    public boolean has(String name) {
        return arrays.containsKey(name);
    }

    /**
     * @throws IllegalArgumentException if there is none of that name
     */
    public double[] array(String name) {
        double[] values = arrays.get(name);
        if (values == null) {
            throw new IllegalArgumentException("the state of the optimizer must hold " + name + ", but does not");
        }
        return values;
    }

    /**
     * @throws IllegalArgumentException if there is none of that name and length
     */
    public double[] array(String name, int length) {
        double[] values = array(name);
        if (values.length != length) {
            throw new IllegalArgumentException(name + " must have length " + length + ", but has " + values.length);
        }
        return values;
    }

    public double number(String name) {
        return array(name, 1)[0];
    }

    /**
     * @throws IllegalArgumentException if there is none of that name, or it is not a whole number from 0
     */
    public int whole(String name) {
        double value = number(name);
        int whole = (int) value;
        if (whole != value || whole < 0) {
            throw new IllegalArgumentException(name + " must be a whole number from 0, but is " + value);
        }
        return whole;
    }

    public boolean flag(String name) {
        return number(name) != 0;
    }

    /**
     * @param expected a state of the method that is to go on
     * @throws IllegalArgumentException if more is held here than there: this is the state of another method
     */
    public void checkNames(OptimizerState expected) {
        for (String name : arrays.keySet()) {
            if (!expected.has(name)) {
                throw new IllegalArgumentException(
                        "the state of the optimizer must hold what its method remembers, but holds " + name);
            }
        }
    }

    /** All arrays by their names, in the order in which they were put. */
    public Map<String, double[]> arrays() {
        return Collections.unmodifiableMap(arrays);
    }
}
