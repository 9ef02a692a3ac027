/**
 * Copies what stands in a field. Where the browser does not let a page write to the clipboard (a permission, an old browser, no
 * https) the field is selected and copied as by hand; where that is refused as well it stays selected for whoever presses the keys.
 */
export const copyText = async (field: HTMLTextAreaElement): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    // Nothing else copies without that permission.
    return document.execCommand('copy');
  }
};
