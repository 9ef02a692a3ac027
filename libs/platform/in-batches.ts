/** Works on all items, `size` of them at a time; the first failure is thrown once its batch has settled. */
export const inBatches = async <Item>(
  items: readonly Item[],
  size: number,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> => {
  for (let start = 0; start < items.length; start += size) {
    const settled = await Promise.allSettled(
      items.slice(start, start + size).map((item, offset) => work(item, start + offset)),
    );
    const failed = settled.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
  }
};
