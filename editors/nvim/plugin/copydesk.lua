-- `:CopydeskQuotes`.

vim.api.nvim_create_user_command('CopydeskQuotes', function(command)
  require('copydesk.quotes').open(command.smods)
end, { desc = 'The quote sheet of the draft: who said what' })
