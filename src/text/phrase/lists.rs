//! Pairs of numbers → for each first number the list of its second ones, all in one stretch of memory.

/// Lists of numbers, each found by its number.
#[derive(Debug, Default, Clone)]
pub(super) struct Lists {
    /// Where each list begins, and where the last one ends.
    begins: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// The lists of `pairs`, with their items in the order of the pairs. The first numbers are below `count`.
    pub(super) fn new(count: usize, pairs: impl Iterator<Item = (usize, u32)> + Clone) -> Self {
        // Counted first, so that each item goes straight to its place: while they are filled, the place of the next item of a list
        // stands where the beginning of the list after it will.
        let mut begins = vec![0u32; count + 2];
        let mut total = 0;
        for (list, _) in pairs.clone() {
            begins[list + 2] += 1;
            total += 1;
        }
        for list in 0..count {
            begins[list + 2] += begins[list + 1];
        }
        let mut items = vec![0; total];
        for (list, item) in pairs {
            items[begins[list + 1] as usize] = item;
            begins[list + 1] += 1;
        }
        begins.truncate(count + 1);
        Self { begins, items }
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.begins.len().saturating_sub(1)
    }

    /// The list with that number; empty if there is none.
    #[inline]
    pub(super) fn get(&self, list: usize) -> &[u32] {
        match (self.begins.get(list), self.begins.get(list + 1)) {
            (Some(begin), Some(end)) => &self.items[*begin as usize..*end as usize],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_keep_their_order() {
        let lists = Lists::new(3, [(2, 7), (0, 1), (2, 5)].into_iter());
        assert_eq!([lists.get(0), lists.get(1), lists.get(2), lists.get(3)], [&[1][..], &[], &[7, 5], &[]]);
    }
}
