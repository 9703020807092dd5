-- Copydesk for Neovim 0.11 and newer: `vim.lsp.enable('copydesk')`.

---@type vim.lsp.Config
return {
  cmd = { 'copydesk', 'server' },
  filetypes = { 'text', 'markdown', 'html' },
  root_markers = { '.git' },
}
